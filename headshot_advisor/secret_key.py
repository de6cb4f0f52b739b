"""The secret key of a local site: made once, kept in a file that only its owner reads."""

import os
import secrets
from pathlib import Path


def read_local_key(path: Path) -> str:
    """Return the key in `path`; make folder, file and key first when they are missing."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_key_file(path)
    return path.read_text(encoding="ascii")


def make_key_file(path: Path) -> None:
    """Write a new key to `path` unless a file is there.

    The key is written beside the file and linked into place, so that two processes that start at once
    read the same, whole key.
    """
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600, exist_ok=False)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass  # another process was first; its key counts
    finally:
        draft.unlink()
