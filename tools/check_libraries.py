"""Exit 1, saying why, unless WeasyPrint can load the system libraries that it draws with."""

import sys
import warnings

# It warns when it could not load HarfBuzz's subset library; we read that off its module below.
warnings.simplefilter("ignore")

try:
    from weasyprint.text.ffi import harfbuzz_subset
except OSError as error:
    sys.exit(f"WeasyPrint: {error}")

if harfbuzz_subset is None:
    sys.exit("WeasyPrint: cannot load libharfbuzz-subset")
