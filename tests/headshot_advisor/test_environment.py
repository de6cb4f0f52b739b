import os
import re
from pathlib import Path

import pytest

from headshot_advisor.environment import read_env_file, read_local_key

ROOT = Path(__file__).resolve().parents[2]
# Only local services use these.
ELSEWHERE = {"DEBUG", "PORT"}


@pytest.fixture
def env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that ENV_FILE names."""
    path = tmp_path / "site.env"
    path.write_text("ADVISOR_PASSWORD=pa$HOME\nADVISOR_NAME='from file'\n")
    monkeypatch.setenv("ENV_FILE", str(path))
    for name in ("ADVISOR_PASSWORD", "ADVISOR_NAME"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return path


def test_the_file_fills_what_the_environment_leaves_open(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_NAME", "from environment")

    read_env_file()

    assert os.environ["ADVISOR_NAME"] == "from environment"
    assert os.environ["ADVISOR_PASSWORD"] == "pa$HOME"


def test_an_empty_name_means_no_file(env_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENV_FILE", "")

    read_env_file()

    assert "ADVISOR_NAME" not in os.environ


def test_a_name_without_a_file_is_an_error(env_file: Path) -> None:
    env_file.unlink()

    with pytest.raises(FileNotFoundError, match="which isn't a file"):
        read_env_file()


def test_the_example_lists_every_setting() -> None:
    code = "".join((ROOT / name).read_text() for name in ("headshot_advisor/settings.py", "gunicorn.conf.py"))
    read = set(re.findall(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z_]+)"', code)) - ELSEWHERE

    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert read - listed == set()


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"

    key = read_local_key(path)

    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_later_starts_read_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    first = read_local_key(path)

    second = read_local_key(path)

    assert second == first


def test_two_sites_have_two_keys(tmp_path: Path) -> None:
    assert read_local_key(tmp_path / "one") != read_local_key(tmp_path / "two")
