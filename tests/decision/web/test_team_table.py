"""The table of a team: works, uploaded, as PDF, each bad input, nothing kept, wrong method."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.decision.pdf.samples import read_text
from tests.pages import text

pytestmark = pytest.mark.django_db

TABLE = "name,use,viewer\nAnn Example,linkedin,recruiters\nBo <b>Example</b>,press-kit,\n"


def test_the_page_asks_for_a_table(client: Client) -> None:
    page = text(client.get("/teams/table/"))

    assert "<h1>Different people, different uses</h1>" in page
    assert "Ann Example,linkedin|press-kit,recruiters,law" in page


def test_a_pasted_table_gives_a_sheet_that_is_not_kept(client: Client) -> None:
    response = client.post("/teams/table/", {"table": TABLE})

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert (
        '<th scope="row">Ann Example</th><td data-label="Where">LinkedIn</td><td data-label="Verdict">Studio photo</td>'
        in text(response)
    )
    assert "Bo &lt;b&gt;Example&lt;/b&gt;" in text(response)
    assert "From $600" in text(response)


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
    assert "The person on line 4 LinkedIn" in words


def test_each_bad_line_is_named_and_the_table_is_kept_in_the_field(client: Client) -> None:
    response = client.post("/teams/table/", {"table": "name,use\nAnn,moon\n,linkedin\n"})

    page = text(response)
    assert response.status_code == 422
    assert "<title>Error: Different people" in page
    assert '<li><a href="#table">Line 2: “moon” ' in page
    assert '<li><a href="#table">Line 3: has no name.</a></li>' in page
    assert "Ann,moon" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Line 1: "),
        ("name,use\n".encode("utf-16"), "Line 1: "),
        (b"name\nAnn\n", "Line 1: "),
        (b"name,use\n", "Line 2: "),
        (b"name,use\n" + b"Ann,linkedin\n" * 501, "Line 502: "),
        (b"a" * 300_000, "The file is larger than 200 KB."),
    ],
)
def test_a_file_without_a_table_gets_a_sentence(client: Client, data: bytes, sentence: str) -> None:
    response = client.post("/teams/table/", {"file": SimpleUploadedFile("team.csv", data)})

    assert response.status_code == 422
    assert sentence in text(response)


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(client: Client) -> None:
    response = client.post("/teams/table/", {"file": SimpleUploadedFile("team.csv", b"a" * 10_000_000)})

    assert response.status_code == 413


def test_nothing_pasted_is_an_empty_table(client: Client) -> None:
    assert "Line 1: " in text(client.post("/teams/table/"))


def test_other_methods_are_a_405(client: Client) -> None:
    assert client.delete("/teams/table/").status_code == 405
