"""Each reason to refuse a picture has its sentences; a file with other reasons is refused."""

import re
from pathlib import Path

import pytest

from decision.content import ContentError
from decision.pictures.refusals import FILE, read_sentences

TEXT = FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (TEXT.replace("[gif]", "[jif]"), "Invalid enum value 'jif' - at `key` in `$`"),
        (re.sub(r"\[gif\][^\[]*", "", TEXT), "table [gif] is missing"),
    ],
)
def test_a_file_with_other_reasons_than_ours_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    file = tmp_path / "refusals.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_sentences(file)

    assert str(caught.value) == f"refusals.toml: {fault}"
