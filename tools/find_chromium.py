"""Find the Chromium that tests, screenshots and measurements drive.

Run as a script, prints its path, or says what is missing and exits 1.
"""

import os
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from headshot_advisor.console import end_plainly

# Debian's own; the one without a window takes half the processor time. Ubuntu's package is a stub for a snap, under
# another name, that Playwright cannot drive.
DEBIAN_CHROMIUM = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))

# Quiet and repeatable: nothing is fetched, and nothing is drawn by hardware that other machines lack. Without the last,
# letters of one word are spread out in print.
QUIET_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
)


def find_chromium(*paths: Path) -> Path:
    """Return the browser named by CHROMIUM, else the first of these paths that exists.

    Raises:
        FileNotFoundError: there is none; the message says how to get it.
    """
    named = os.environ.get("CHROMIUM")
    path = next((path for path in ((Path(named),) if named else paths) if path.exists()), None)
    if path is None:
        raise FileNotFoundError(f"There is no Chromium{f' at {named}' if named else ''}: run tools/install_chromium.")
    return path


def choose_launch_options(own: Path) -> dict[str, Any]:
    """Return what Playwright needs to launch Chromium: Debian's, else `own`, the one that Playwright installs.

    Chromium's sandbox works for everybody but root.
    """
    return {
        "executable_path": find_chromium(*DEBIAN_CHROMIUM, own),
        "args": list(QUIET_FLAGS),
        "chromium_sandbox": os.geteuid() != 0,
    }


def main() -> None:
    """Print the path."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    try:
        print(find_chromium(*DEBIAN_CHROMIUM, own))
    except FileNotFoundError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    with end_plainly():
        main()
