"""The JSON Schemas of what we send to programs. A change that would break a program gets a new number."""

from pathlib import Path

FOLDER = Path(__file__).parent


def find_schema_file(name: str) -> Path | None:
    """Return the file of a schema such as advice-1, or None when there is none."""
    return next((path for path in FOLDER.glob("*.json") if path.stem == name), None)
