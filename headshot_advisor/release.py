"""The id of this release, a hash of its files: nothing that is cached outlives a change of the code."""

from hashlib import sha256
from pathlib import Path

FOLDERS = ("tools", "decision", "headshot_advisor", "requirements", "static", "studio", "templates")
KINDS = frozenset({".css", ".html", ".js", ".json", ".py", ".svg", ".toml", ".txt"})


def find_release(root: Path) -> str:
    """Return a short hash of every file that can change what a visitor gets."""
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in KINDS)
    digest = sha256()
    for path in sorted(found):
        digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]
