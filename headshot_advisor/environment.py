"""Where settings come from: the environment, a file for what is not set there, and a secret key that is made once."""

import os
import secrets
from pathlib import Path

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent.parent


def read_env_file() -> None:
    """Set the environment variables of the file `.env` beside manage.py; those that are set already stay.

    Every command reads it, so that none works on another database than the server by mistake. ENV_FILE names another
    file; if it is empty, no file is read.

    Raises:
        FileNotFoundError: the file that ENV_FILE names doesn't exist.
    """
    name = os.environ.get("ENV_FILE")
    path = ROOT / (name or ".env")
    if name and not path.is_file():
        raise FileNotFoundError(f"ENV_FILE names {path}, which isn't a file.")
    if name != "":
        load_dotenv(path, interpolate=False)  # a password may hold a dollar sign


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
        pass  # another process was first; its key is used
    finally:
        draft.unlink()
