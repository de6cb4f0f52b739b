"""Which browser is used: the one named, else the first one found, else a helpful error."""

from pathlib import Path

import pytest

from tools.find_chromium import find_chromium


@pytest.fixture
def debians(tmp_path: Path) -> Path:
    path = tmp_path / "chromium"
    path.touch()
    return path


@pytest.fixture
def playwrights(tmp_path: Path) -> Path:
    path = tmp_path / "chrome"
    path.touch()
    return path


def test_the_one_that_is_named_comes_first(debians: Path, playwrights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(playwrights))

    assert find_chromium(debians) == playwrights


def test_the_first_place_is_preferred(debians: Path, playwrights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert find_chromium(debians, playwrights) == debians


def test_a_place_without_a_browser_is_passed_over(playwrights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)

    assert find_chromium(Path("/nowhere"), playwrights) == playwrights


def test_no_browser_at_all_is_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)

    with pytest.raises(FileNotFoundError) as error:
        find_chromium(Path("/nowhere"))

    assert str(error.value) == "There is no Chromium: run tools/install_chromium."


def test_a_named_one_that_is_missing_is_an_error_though_there_is_another(
    debians: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with pytest.raises(FileNotFoundError) as error:
        find_chromium(debians)

    assert str(error.value) == "There is no Chromium at /nowhere/chromium: run tools/install_chromium."
