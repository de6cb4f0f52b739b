"""How large a picture may be. The same limits hold for every picture that people send.

They keep the photo worker, its models included, under 250 MiB whatever is sent. Pillow holds a color picture at
4 bytes a pixel and can read only a JPEG at half its size; libjpeg keeps a progressive JPEG whole beside that, at up
to 6 bytes a pixel, libwebp a WebP, at 12, libheif a HEIC, at 5, and libavif an AVIF, at 9.
"""

MAX_BYTES = 15_000_000
MAX_PIXELS = 40_000_000
MAX_PNG_PIXELS = 20_000_000
MAX_PROGRESSIVE_PIXELS = 18_000_000
MAX_WEBP_PIXELS = 8_000_000
MAX_HEIC_PIXELS = 25_000_000
"""Phones take 12 or 24.5 million."""
MAX_HEIC_BYTES = 10_000_000
"""libheif copies what it decodes. Phones need a third of this."""
MAX_AVIF_PIXELS = 12_000_000
DEEP_SHARE = 2
"""A HEIC or AVIF with more than 8 bits a color may have half as many pixels."""
MOST_SCANS = 24
"""Times that a progressive JPEG goes over the picture; usual ones do so 10 times, in CMYK 18. A file of 86 KB that does
it 1,500 times would take 36 seconds."""
MOST_PARTS = 10_000
"""Segments of a JPEG, chunks of a PNG or WebP. Programs write a PNG of 15 MB in 2,000; a million tiny ones would take
seconds."""
MOST_STRAY = 65_536
"""Bytes between two segments of a JPEG that belong to none. Browsers skip them, and so do we."""
MOST_TEXT = 262_144
"""Bytes of one text or color profile in a PNG, unpacked. A longer one is skipped."""
MIN_SIDE = 32
"""Pixels. Anything smaller holds no portrait."""
WHOLE_PIXELS = 25_000_000
"""Larger pictures are halved while they are read, and those that need a second copy on the way at half of this.
Cameras of 24 megapixels are common, and a cover of a magazine needs most of them."""
