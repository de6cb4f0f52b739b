"""System checks: `manage.py check` fails when a framework or content file is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import Error

from decision.checks import check_framework
from decision.core.framework import Framework, forget_folder, register_folder
from tests.decision.editing import edit_text


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder whose framework files are read too."""
    register_folder(tmp_path)
    yield tmp_path
    forget_folder(tmp_path)


def write(folder: Path, name: str, *edits: tuple[str, str]) -> None:
    (folder / name).write_text(edit_text(*edits), encoding="utf-8")
    forget_folder(folder)
    register_folder(folder)


def test_the_files_as_they_are_pass() -> None:
    assert check_framework(None) == []


def test_an_answer_of_any_version_without_words_is_an_error(older_framework: Framework) -> None:
    assert check_framework(None) == [
        Error("reasons.toml: [answer.career.retired] leaves is missing", id="decision.E004"),
        Error("reasons.toml: [answer.career.retired] raises is missing", id="decision.E004"),
        Error("what_if.toml, [career]: `retired` is missing", id="decision.E005"),
    ]


def test_a_fault_in_any_version_is_an_error(folder: Path) -> None:
    write(folder, "2025.2.toml", ('"2026.1"', '"2025.2"'), ("points = 36", "points = 35"))

    assert [(error.id, error.msg.partition(": ")[0]) for error in check_framework(None)] == [
        ("decision.E002", "2025.2.toml")
    ]


def test_a_file_without_a_version_for_its_name_is_an_error(folder: Path) -> None:
    write(folder, "draft.toml")

    assert [(error.id, error.msg.partition(": ")[0]) for error in check_framework(None)] == [
        ("decision.E002", "draft.toml")
    ]


def test_words_about_options_that_the_newest_version_lacks_are_errors(folder: Path) -> None:
    renamed = ('key = "jewellery"', 'key = "jewelry"')
    caution = ('worn = ["jewellery"]', 'worn = ["jewelry"]')
    write(folder, "2027.1.toml", ('"2026.1"', '"2027.1"'), renamed, caution)

    found = [str(error.msg).partition(": ") for error in check_framework(None) if error.id == "decision.E003"]
    assert [where for where, _, fault in found if "`worn` `jewellery`" in fault] == [
        "failures.toml, [jewellery]",
        "comparison.toml, [retouching]",
    ]
