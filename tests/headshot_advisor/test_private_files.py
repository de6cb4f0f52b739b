"""Only the site’s own account can read its data, whatever the caller’s umask is."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from headshot_advisor.storages import choose_storage

WRITE_SOMETHING = """
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from tests.preparing import fill_database
connection.ensure_connection()
fill_database(str(settings.DATABASES["default"]["NAME"]))
for name in ("photos", "portfolio", "erasures"):
    storages[name].save("below/kept.txt", ContentFile(b"kept"))
call_command("backup", str(settings.VAR_DIR / "backup.tar"))
"""
SERVE_SOMETHING = """
from pathlib import Path
import sys
from headshot_advisor import wsgi
from django.contrib.auth.models import User
User.objects.create_user("sam")
folder = Path(sys.argv[1])
for path in folder.rglob("*"):
    print(path.name, oct(path.stat().st_mode & 0o777))
"""


def run(folder: Path, *arguments: str) -> str:
    """Run a command with umask 0."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "PRESS_DIR")}
    environment |= {"VAR_DIR": str(folder), "ENV_FILE": "", "DJANGO_SETTINGS_MODULE": "headshot_advisor.settings"}
    done = subprocess.run(  # noqa: S603  our own commands
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        umask=0,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def list_open(folder: Path) -> list[str]:
    """Return the files and folders below `folder`, and itself, that other accounts may read."""
    return [str(path) for path in (folder, *folder.rglob("*")) if path.lstat().st_mode & 0o077]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a site, as commands write it."""
    folder = tmp_path_factory.mktemp("site") / "data"
    run(folder, "manage.py", "shell", "--no-imports", "--command", WRITE_SOMETHING)
    return folder


def test_data_that_commands_write_is_for_its_own_account_alone(folder: Path) -> None:
    assert list_open(folder) == []
    assert {path.name for path in folder.iterdir()} >= {
        "db.sqlite3", "secret-key", "photos", "portfolio", "erasures", "backup.tar",
    }  # fmt: skip


def test_data_that_the_server_writes_is_for_its_own_account_alone(folder: Path) -> None:
    written = run(folder, "-c", SERVE_SOMETHING, str(folder)).splitlines()

    assert "db.sqlite3-wal 0o600" in written
    assert [line for line in written if not line.endswith(("0o600", "0o700"))] == []


def test_a_store_is_private_in_any_process(tmp_path: Path) -> None:
    options = choose_storage(tmp_path / "photos", bucket="", endpoint="")["OPTIONS"]

    assert (options["file_permissions_mode"], options["directory_permissions_mode"]) == (0o600, 0o700)


def test_what_is_built_can_be_read_by_others(tmp_path: Path) -> None:
    built, source = tmp_path / "static", tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("p { color: red }")
    code = "import sys; sys.argv = ['manage.py', 'collectstatic', '--noinput', '--verbosity', '0']\n"
    code += "import os, runpy, pathlib, django\nfrom django.conf import settings\n"
    code += "os.environ['DJANGO_SETTINGS_MODULE'] = 'headshot_advisor.settings'\n"
    code += f"settings.STATIC_ROOT, settings.STATICFILES_DIRS = pathlib.Path({str(built)!r}), [{str(source)!r}]\n"
    code += "settings.STATICFILES_FINDERS = ['django.contrib.staticfiles.finders.FileSystemFinder']\n"
    code += "runpy.run_path('manage.py', run_name='__main__')"

    run(tmp_path / "data", "-c", code)

    assert stat.S_IMODE(built.stat().st_mode) == 0o777
    assert "staticfiles.json" in {path.name for path in built.iterdir()}
    assert [path for path in built.iterdir() if path.stat().st_mode & 0o044 != 0o044] == []


def test_the_unit_file_hides_what_the_service_writes() -> None:
    units = [
        settings.BASE_DIR / "deploy" / name for name in ("headshot-advisor.service", "headshot-advisor-daily.service")
    ]

    assert ["UMask=0077" in unit.read_text(encoding="utf-8").splitlines() for unit in units] == [True, True]
