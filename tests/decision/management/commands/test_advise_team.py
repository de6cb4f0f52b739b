"""`manage.py advise_team`: the team sheet without a server."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.decision.pdf.samples import read_text

pytestmark = pytest.mark.django_db

TABLE = "name,use,viewer\nAnn,linkedin,recruiters\nBo,press-kit,\n"


def test_prints_a_line_for_each_person_and_draws_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "team.csv").write_text(TABLE)
    out = io.StringIO()

    call_command("advise_team", str(tmp_path / "team.csv"), "--pdf", str(tmp_path / "team.pdf"), stdout=out)

    assert out.getvalue() == "Ann\tLinkedIn\tStudio photo\t60+\nBo\tPress kit\tStudio photo\t70+\n"
    assert "Headshots for 2 people" in read_text((tmp_path / "team.pdf").read_bytes())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"name,use\nAnn,moon\nBo,\n", "Row 2, column “use”: “moon”"),
        (b"name,use\nAnn,moon\nBo,\n", "Row 3, column “use”: is empty."),
        (b"\xff\xfe", "Row 1: "),
        (b"name\n", "Row 1: "),
    ],
)
def test_a_bad_table_stops_with_every_bad_line(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "team.csv").write_bytes(data)

    with pytest.raises(CommandError, match=message):
        call_command("advise_team", str(tmp_path / "team.csv"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none.csv: No such file or directory."):
        call_command("advise_team", str(tmp_path / "none.csv"))


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "team.csv").write_text(TABLE)

    with pytest.raises(CommandError, match=r"team.pdf: No such file or directory."):
        call_command("advise_team", str(tmp_path / "team.csv"), "--pdf", str(tmp_path / "no" / "team.pdf"))
