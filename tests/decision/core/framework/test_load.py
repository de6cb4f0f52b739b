"""Framework files: which versions exist, and what a file must contain."""

from pathlib import Path

import pytest

from decision.core.framework import (
    Framework,
    FrameworkError,
    forget_folder,
    load_framework,
    read_framework,
    register_folder,
    versions,
)
from tests.decision.editing import PUBLISHED, edit_text


def test_the_newest_version_is_the_default() -> None:
    assert versions()[-1] == "2026.2"
    assert load_framework().version == "2026.2"


def test_a_version_is_read_once() -> None:
    assert load_framework() is load_framework("2026.2")


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(FrameworkError) as refusal:
        load_framework("1999.1")

    assert str(refusal.value) == "There is no framework version '1999.1'."


def test_an_older_version_is_listed_before_the_newest(older_framework: Framework) -> None:
    assert versions() == ("2025.1", "2026.1", "2026.2")
    assert older_framework is load_framework("2025.1")
    assert load_framework().version == "2026.2"


def test_versions_are_ordered_as_numbers(tmp_path: Path) -> None:
    for version in ("2026.10", "2026.9"):
        (tmp_path / f"{version}.toml").write_text(edit_text(('"2026.1"', f'"{version}"')), encoding="utf-8")
    register_folder(tmp_path)

    found = versions()
    forget_folder(tmp_path)

    assert found == ("2026.1", "2026.2", "2026.9", "2026.10")
    assert versions() == ("2026.1", "2026.2")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("2026.3", "2026.3.toml: version: says '2026.1'."),
        ("draft", "draft.toml: a framework file is named after its version, as in 2026.1.toml."),
    ],
)
def test_a_file_bears_the_name_of_its_version(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / f"{name}.toml").write_text(edit_text(), encoding="utf-8")
    register_folder(tmp_path)

    with pytest.raises(FrameworkError) as refusal:
        load_framework(name)
    forget_folder(tmp_path)

    assert str(refusal.value) == message


def test_the_hash_is_that_of_the_file() -> None:
    framework = read_framework(PUBLISHED.read_bytes(), name="2026.1.toml")

    assert framework.sha256 == load_framework("2026.1").sha256
    assert len(framework.sha256) == 64


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'group = "stakes"',
            'tone = "warm"\ngroup = "stakes"',
            "Object contains unknown field `tone` - at `$.question[0]`",
        ),
        (
            'key = "thumbnail"\n',
            'key = "thumbnail"\npoint = 0\n',
            "Object contains unknown field `point` - at `$.question[4].option[0]`",
        ),
        ('source = "gorn-9"\n', "", "Object missing required field `source` - at `$.verdict[0]`"),
        ("points = 36", "points = 36.5", "Expected `int`, got `float` - at `$.question[1].option[3].points`"),
        ("points = 36", 'points = "36"', "Expected `int`, got `str` - at `$.question[1].option[3].points`"),
        (
            'kind = "floor"\nverdict = "studio"',
            'kind = "floor"\nverdict = "maybe"',
            "Invalid enum value 'maybe' - at `$.rule[0].verdict`",
        ),
        ('kind = "floor"', 'kind = "ceiling"', "Invalid enum value 'ceiling' - at `$.rule[0].kind`"),
    ],
)
def test_a_text_that_does_not_fit_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(FrameworkError) as refusal:
        read_framework(edit_text((old, new)).encode(), name="2026.1.toml")

    assert str(refusal.value) == f"2026.1.toml: {message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('key = "use"', 'key = "use"\nkey = "use"', "2026.1.toml: Cannot overwrite a value (at line "),
        ("[price_bands]", "[price_bands", "2026.1.toml: Expected ']' at the end of a table declaration (at line "),
    ],
)
def test_a_text_that_is_not_toml_is_refused_with_its_line(old: str, new: str, message: str) -> None:
    with pytest.raises(FrameworkError) as refusal:
        read_framework(edit_text((old, new)).encode(), name="2026.1.toml")

    assert str(refusal.value).startswith(message)


def test_a_file_in_another_encoding_is_refused() -> None:
    with pytest.raises(FrameworkError) as refusal:
        read_framework(b"\xff\xfe", name="2026.1.toml")

    assert str(refusal.value) == ("2026.1.toml: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte")
