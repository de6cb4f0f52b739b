"""Which browser is driven: the one that is named, else Debian's or Playwright's own, else an error that helps."""

from pathlib import Path

import pytest

from tools.find_chromium import DEBIAN_CHROMIUM, find_chromium


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "chrome"
    path.touch()
    return path


def test_the_one_that_is_named_comes_first(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(own))

    assert find_chromium(Path("/nowhere")) == own


def test_else_it_is_debians_or_playwrights_own(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert find_chromium(own) == (DEBIAN_CHROMIUM if DEBIAN_CHROMIUM.exists() else own)


def test_a_named_one_that_is_missing_is_an_error_that_says_what_to_do(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with pytest.raises(FileNotFoundError, match="no Chromium at /nowhere/chromium: run tools/install_chromium"):
        find_chromium(own)
