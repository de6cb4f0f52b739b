"""Static files and a migrated database for the tests. Both take seconds, so they are kept in var until they change."""

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
FOLDER = settings.BUILT_DIR / "tests"


def collect_static_files() -> None:
    """Collect the files that pages link to, unless all are there and none has changed since."""
    assert isinstance(staticfiles_storage, ManifestStaticFilesStorage)
    manifest = settings.STATIC_ROOT / staticfiles_storage.manifest_name
    sources = {name: Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list(None)}
    is_complete = sources.keys() <= staticfiles_storage.hashed_files.keys()
    if not is_complete or max(path.stat().st_mtime for path in sources.values()) > manifest.stat().st_mtime:
        call_command("collectstatic", interactive=False, verbosity=0)


@cache
def find_migrated_database() -> Path:
    """Return the path of an SQLite database with all migrations applied; there is one for each state of their files."""
    digest = hashlib.sha256()
    for app in apps.get_app_configs():
        for path in sorted((Path(app.path) / "migrations").glob("*.py")):
            digest.update(path.name.encode() + path.read_bytes())
    return FOLDER / f"migrated-{digest.hexdigest()[:16]}.sqlite3"


def make_migrated_database() -> None:
    """Make the migrated database unless it is there."""
    path = find_migrated_database()
    if path.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("migrated-*.sqlite3"):
        old.unlink()
    draft = path.with_suffix(f".{os.getpid()}")
    own = {"PATH": os.environ["PATH"], "ENV_FILE": "", "DATABASE_URL": f"sqlite:///{draft}"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=own, check=True)
    draft.replace(path)


def fill_database(name: str) -> None:
    """Replace the content of an SQLite database, named by path or URI, with the migrated one."""
    with closing(sqlite3.connect(find_migrated_database())) as source, closing(sqlite3.connect(name, uri=True)) as copy:
        source.backup(copy)
