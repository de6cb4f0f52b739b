"""Find the Chromium that tests, screenshots and measurements drive.

Run as a script, prints its path, or says what is missing and exits 1.
"""

import os
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

# Debian's own. Ubuntu's package is a stub for a snap, under another name, that Playwright cannot drive.
DEBIAN_CHROMIUM = Path("/usr/bin/chromium")

# Quiet and repeatable: nothing is fetched, and nothing is drawn by hardware that other machines lack.
QUIET_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium(own: Path) -> Path:
    """Return the browser named by CHROMIUM, else Debian's, else `own`: where Playwright keeps the one it installs.

    Raises:
        FileNotFoundError: it is not there; the message says how to get it.
    """
    named = os.environ.get("CHROMIUM")
    path = Path(named) if named else next((p for p in (DEBIAN_CHROMIUM, own) if p.exists()), None)
    if path is None or not path.exists():
        raise FileNotFoundError(f"There is no Chromium{f' at {named}' if named else ''}: run tools/install_chromium.")
    return path


def choose_launch_options(own: Path) -> dict[str, Any]:
    """Return what Playwright needs to launch it; Chromium's sandbox works for everybody but root."""
    return {
        "executable_path": find_chromium(own),
        "args": list(QUIET_FLAGS),
        "chromium_sandbox": os.geteuid() != 0,
    }


def main() -> None:
    """Print the path."""
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    try:
        print(find_chromium(own))
    except FileNotFoundError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
