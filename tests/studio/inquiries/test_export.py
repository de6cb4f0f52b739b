"""The CSV export keeps what people typed, and no spreadsheet runs it as a formula."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from studio.inquiries.export import write_csv, write_xlsx
from studio.models import Inquiry
from tests.decision.test_formulas import HARMLESS, RUNNING, RUNNING_WITHIN, unguard
from tests.studio.factories import make_inquiry

EXPORT = "/admin/studio/inquiry/export"


@given(st.text(alphabet="a1 '\"=+-@;,|\t\r\n\uff1d", max_size=12), st.sampled_from(";,|\t"))
def test_no_cell_runs_whatever_separator_the_reader_takes(text: str, separator: str) -> None:
    data = write_csv([["first", text, "last"]]).decode("utf-8-sig")

    rows = csv.reader(StringIO(data, newline=""), delimiter=separator)

    assert [cell for row in rows for cell in row if cell.lstrip(" \r\n").startswith(tuple("=+-@\uff1d"))] == []


@pytest.mark.parametrize("text", [*RUNNING, *RUNNING_WITHIN, *HARMLESS])
def test_csv_gives_back_what_was_typed(text: str) -> None:
    data = write_csv([[text, "7"]]).decode("utf-8-sig")

    [(cell, number)] = list(csv.reader(StringIO(data, newline="")))
    assert unguard(cell) == text
    assert number == "7"


def test_every_cell_of_the_csv_is_quoted() -> None:
    data = write_csv([["text", "number", "nothing"], ["Ana", "7", ""]])

    assert data.decode() == '\ufeff"text","number","nothing"\r\n"Ana","7",""\r\n'


@pytest.mark.parametrize("text", [text for text in [*RUNNING, *RUNNING_WITHIN, *HARMLESS, "control \x07"] if text])
def test_xlsx_holds_what_was_typed_as_text(text: str) -> None:
    data = write_xlsx([[text]])

    (cell,) = load_workbook(BytesIO(data)).active[1]
    assert (cell.data_type, unescape(cell.value)) == ("s", text)
    assert cell.quotePrefix


def read_csv(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{EXPORT}/csv/?{query}")
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.django_db
def test_the_export_has_the_columns_in_words(manager: Client) -> None:
    inquiry = make_inquiry(phone="+1 212 555 0100", source="Result page")

    [row] = read_csv(manager)

    assert (row["reference"], row["name"], row["phone"]) == (str(inquiry), "Ana Example", "'+1 212 555 0100")
    assert (row["uses"], row["verdict"], row["status"], row["stakes"]) == ("LinkedIn", "Studio", "New", "60")
    assert (row["message"], row["source"], row["owner"]) == ("Mornings are best.", "Result page", "")


@pytest.mark.django_db
def test_the_export_respects_filters_and_search(manager: Client) -> None:
    make_inquiry()
    ben = make_inquiry(name="Ben Example", email="ben@example.org")
    Inquiry.objects.filter(pk=ben.pk).update(status="declined")

    assert [row["name"] for row in read_csv(manager, "status__exact=declined")] == ["Ben Example"]
    assert [row["name"] for row in read_csv(manager, "q=ana")] == ["Ana Example"]
    assert "/export/csv/?q=ana" in manager.get("/admin/studio/inquiry/?q=ana").content.decode()


@pytest.mark.django_db
def test_the_export_has_every_page(manager: Client) -> None:
    for number in range(3):
        make_inquiry(name=f"{number} Example")

    assert len(read_csv(manager, "p=1")) == 3


@pytest.mark.django_db
def test_the_workbook_opens(manager: Client) -> None:
    make_inquiry(name="=1+1")

    response = manager.get(f"{EXPORT}/xlsx/")

    sheet = load_workbook(BytesIO(response.content)).active
    assert "attachment; filename=" in response["Content-Disposition"]
    assert [cell.value for cell in sheet[1]][:4] == ["reference", "received", "status", "name"]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_only_managers_export(staff_client: Client, kind: str) -> None:
    make_inquiry()

    assert staff_client.get(f"{EXPORT}/{kind}/").status_code == 403
    assert "Export" not in staff_client.get("/admin/studio/inquiry/").content.decode()


@pytest.mark.django_db
def test_another_format_is_refused(manager: Client) -> None:
    assert manager.get(f"{EXPORT}/pdf/").status_code == 403


@pytest.mark.django_db
def test_a_filter_that_does_not_exist_is_refused(manager: Client) -> None:
    response = manager.get(f"{EXPORT}/csv/?color=red")

    assert response.status_code == 400
    assert "This list has no such filter" in response.content.decode()
