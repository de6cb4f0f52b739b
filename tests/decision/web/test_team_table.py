"""The table of a team: works, uploaded, as PDF, each bad input, nothing kept, wrong method."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from decision.pages.team_workbook import NOT_READABLE
from tests.decision.pdf.samples import read_text
from tests.pages import read_text as read_page
from tests.pages import text

pytestmark = pytest.mark.django_db

TABLE = "name,use,viewer\nAnn Example,linkedin,recruiters\nBo <b>Example</b>,press-kit,\n"


def test_the_page_asks_for_a_table(client: Client) -> None:
    page = text(client.get("/teams/table/"))

    assert "<h1>Different people, different uses</h1>" in page
    assert "Ann Example,LinkedIn and press kit,Recruiters or employers" in page


def test_what_was_understood_is_shown_before_anything_is_computed(client: Client) -> None:
    page = read_page(client.post("/teams/table/", {"table": TABLE}).content)

    assert "Did we read it right? 2 people. Nothing is answered yet." in page
    assert "name the name use where the photo appears viewer " in page
    assert "Ann Example LinkedIn Bo <b>Example</b> Press kit" in page
    assert "Studio photo" not in page


def test_a_confirmed_table_gives_answers_that_are_not_kept(client: Client) -> None:
    response = client.post("/teams/table/", {"table": TABLE, "as": "page"})

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Studio photo 2 people Ann Example LinkedIn Bo <b>Example</b> Press kit" in read_page(response.content)
    assert "Bo &lt;b&gt;Example&lt;/b&gt;" in text(response)


@pytest.mark.parametrize(("people", "is_open"), [(12, True), (13, False)])
def test_a_long_answer_is_folded_by_verdict(client: Client, people: int, is_open: bool) -> None:
    table = "name,use\nBo Example,community-profile\n" + "Ann Example,press-kit\n" * (people - 1)

    response = client.post("/teams/table/", {"table": table, "as": "page"})

    assert text(response).count('<details class="people" open>') == (2 if is_open else 0)
    assert f"Studio photo {people - 1} people Ann Example Press kit" in read_page(response.content)
    assert "Open 1 person Bo Example Community or hobby profile Open: anything from AI" in read_page(response.content)


def test_an_uploaded_table_is_used_instead_of_a_pasted_one(client: Client) -> None:
    file = SimpleUploadedFile("team.csv", b"\xef\xbb\xbf" + TABLE.encode(), content_type="text/csv")

    page = text(client.post("/teams/table/", {"file": file, "table": "not this"}))

    assert "2 people" in page
    assert "not this" not in page


def test_the_sheet_comes_as_pdf(client: Client) -> None:
    response = client.post("/teams/table/", {"table": f"{TABLE}李雷,linkedin,\n", "as": "pdf"})

    words = read_text(response.content)
    assert response["Content-Disposition"] == 'attachment; filename="team-sheet.pdf"'
    assert response["Cache-Control"] == "no-store"
    assert "Headshots for 3 people" in words
    assert "Bo <b>Example</b> Press kit Studio photo 70+" in words
    assert "The person in row 4 LinkedIn" in words


def test_a_list_too_long_for_a_pdf_says_what_to_do(client: Client) -> None:
    response = client.post("/teams/table/", {"table": "name,use\n" + "Ann,press-kit\n" * 501, "as": "pdf"})

    assert response.status_code == 422
    assert "A PDF lists up to 500 people." in text(response)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_comes_back_with_answers(client: Client, kind: str) -> None:
    response = client.post("/teams/table/", {"table": TABLE, "as": kind})

    assert response["Content-Disposition"] == f'attachment; filename="team-headshots.{kind}"'
    assert response["Cache-Control"] == "no-store"
    assert response.content[:3] == {"csv": b"\xef\xbb\xbf", "xlsx": b"PK\x03"}[kind]


def test_each_fault_is_named_and_the_table_stays_in_the_field(client: Client) -> None:
    response = client.post("/teams/table/", {"table": "name,use\nAnn,moon base\n,linkedin\n"})

    page = text(response)
    assert response.status_code == 422
    assert "<title>Error: Different people" in page
    assert '<li><a href="#table">Row 2, column “use”: “moon base” ' in page
    assert '<li><a href="#table">Row 3, column “name”: has no name.</a></li>' in page
    assert "Ann,moon base" in page


def test_what_was_pasted_stays_when_the_file_cannot_be_read(client: Client) -> None:
    file = SimpleUploadedFile("team.xlsx", b"PK\x03\x04 and nothing more")

    response = client.post("/teams/table/", {"file": file, "table": "Name,Use\nAnn,LinkedIn\n"})

    assert response.status_code == 422
    assert NOT_READABLE in text(response)
    assert "Ann,LinkedIn" in text(response)


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post("/teams/table/", {"file": SimpleUploadedFile("team.csv", b"a" * 10_000_000)})

    assert response.status_code == 413
    assert "Go back: what you typed is still there." in text(response)


def test_nothing_pasted_is_an_empty_table(client: Client) -> None:
    response = client.post("/teams/table/")

    assert response.status_code == 422
    assert text(response).count('<li><a href="#table">Row 1: ') == 1


def test_other_methods_are_a_405(client: Client) -> None:
    assert client.delete("/teams/table/").status_code == 405
