"""Where settings come from: the environment, and a file for what it leaves open."""

import os
from pathlib import Path

from dotenv import load_dotenv

ROOT = Path(__file__).resolve().parent.parent


def read_env_file() -> None:
    """Put into the environment what the file `.env` beside manage.py says; what is set already stays.

    Every command reads it, so that none works on another database than the server by mistake. ENV_FILE names another
    file; empty, none is read.

    Raises:
        FileNotFoundError: the file that ENV_FILE names doesn't exist.
    """
    name = os.environ.get("ENV_FILE")
    path = ROOT / (name or ".env")
    if name and not path.is_file():
        raise FileNotFoundError(f"ENV_FILE names {path}, which isn't a file.")
    if name != "":
        load_dotenv(path, interpolate=False)  # a password may hold a dollar sign
