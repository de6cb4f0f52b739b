"""Exit 1 unless the server of this container answers; for Docker's HEALTHCHECK."""

import os
import sys
from urllib.request import Request, urlopen

PATIENCE = 4  # seconds


def main() -> int:
    """Ask /healthz under a name that the site answers to."""
    port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().removeprefix(".")
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": host}), timeout=PATIENCE):
            return 0
    except OSError as error:
        print(f"/healthz: {error}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
