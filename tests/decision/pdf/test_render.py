"""What is in the PDF, read back from it."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from pdfua import validate

from decision.content import content
from decision.core.framework import load_framework
from decision.pages.places import describe_places
from decision.pages.readings import COMPETITION
from decision.pdf.render import FontsOnly
from decision.pdf.report import draw_report
from tests.decision.pdf.samples import ANSWERS, draw_sample, list_fonts, order_report, read_pages, read_pdf, read_text

OUR_FONTS = {"Advisor-Sans", "Advisor-Sans-Semi-Bold", "Advisor-Serif-Semi-Bold"}
LETTER, A4 = (612, 792), (595, 842)  # points
MOST_PAGES = 3
MOST_BYTES = 60_000


@cache
def open_document(pdf: bytes) -> pikepdf.Pdf:
    """Return a PDF that stays open for all tests."""
    return pikepdf.open(io.BytesIO(pdf))


def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a tag and all tags in it."""
    yield element
    kids: Any = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid)


def list_tags(pdf: bytes, kind: str) -> list[pikepdf.Object]:
    """Return the tags of one kind, in reading order."""
    return [tag for tag in walk(open_document(pdf).Root.StructTreeRoot.K[0]) if str(tag.S) == kind]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_report_has_three_pages_at_most_two_font_families_and_a_small_file(name: str) -> None:
    pdf = draw_sample(name)

    assert len(read_pdf(pdf).pages) <= MOST_PAGES
    assert set(list_fonts(pdf)) == OUR_FONTS
    assert len(pdf) <= MOST_BYTES


def test_the_report_has_the_paper_asked_for() -> None:
    papers = {LETTER: draw_sample("longest"), A4: draw_report(order_report("longest", paper="a4"))}

    for size, pdf in papers.items():
        pages = read_pdf(pdf).pages

        assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {size}
        assert len(pages) <= MOST_PAGES


@pytest.mark.parametrize("name", ["linkedin", "several", "three", "medical", "longest"])
def test_an_independent_checker_finds_no_fault(name: str, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(draw_sample(name))

    assert validate(str(file)).findings == ()


def test_the_document_has_title_language_and_author() -> None:
    pdf = draw_sample("linkedin")
    catalog = open_document(pdf).Root

    metadata = read_pdf(pdf).metadata
    assert metadata is not None
    assert metadata.title == f"{content().verdicts['ai-for-now'].title} – Headshot Advisor"
    assert str(catalog.Lang) == "en-US"
    assert bool(catalog.MarkInfo.Marked)
    assert bool(catalog.ViewerPreferences.DisplayDocTitle)
    assert b"pdfuaid:part" in catalog.Metadata.read_bytes()


def test_headings_are_bookmarks_in_their_order() -> None:
    outline: Any = read_pdf(draw_sample("linkedin")).outline

    assert outline[0]["/Title"] == content().verdicts["ai-for-now"].title
    assert [entry["/Title"] for entry in outline[1] if isinstance(entry, dict)] == [
        "Next",
        "Asked of you",
        "Cost",
        "Dates",
        "Who says this",
        "What to do",
        "How to use an AI generator well",
        "Check the AI portrait",
        "Side by side",
        "How it adds up",
        "What would change it",
        "Check it yourself",
        "Evidence, both ways",
        "Studies",
    ]


def test_the_first_page_is_a_memo_and_the_appendix_begins_the_second() -> None:
    for name in ("press", "linkedin", "several", "three", "id", "longest plain", "medical"):
        memo, second, *_ = read_pages(draw_sample(name))

        assert "Who says this" in memo
        assert "Asked of you" in memo or name == "press"  # while the plan is open, there is nothing to ask for
        assert "of 100" not in memo
        assert second.startswith(("What to do", "Session brief"))


def test_no_page_is_mostly_empty_and_evidence_fills_the_last_without_beginning_another() -> None:
    for name in ANSWERS:
        pages = read_pages(draw_sample(name))

        assert min(map(len, pages)) > 700, name
        assert any("Check it\nyourself" in page for page in pages[-2:]), name


def test_a_memo_for_several_places_draws_each_of_them() -> None:
    pdf = draw_sample("three")

    memo = " ".join(read_pages(pdf)[0].split())
    places = describe_places(order_report("three").advice)
    assert places is not None
    assert places.serves_all in memo
    assert "LinkedIn Studio photo Clients look at your photo to decide if they trust you." in memo
    assert [str(figure.Alt) for figure in list_tags(pdf, "/Figure")][1:4] == [
        f"Drawing of the place: {load_framework().uses[use].label}"
        for use in ("company-page", "linkedin", "speaker-bio")
    ]


def test_the_memo_prices_each_way_and_says_whether_it_does() -> None:
    memo = " ".join(read_pages(draw_sample("id"))[0].split())

    assert "A window and a friend Nothing A quarter of an hour Will do" in memo
    assert "Minutes to an hour 4 Refused here" in memo.replace("hour4", "hour 4")


def test_the_comparison_has_a_column_for_a_plain_photo() -> None:
    text = read_text(draw_sample("three"))

    assert "AI generator Plain real photo Studio session" in text
    assert "A generated likeness, not a photo of you A real photo of you" in text


def test_no_hash_and_no_evidence_about_another_line_of_work() -> None:
    text = read_text(draw_sample("linkedin"))

    assert "SHA-256" not in text
    assert "New York lawyers" not in text


def test_every_drawing_has_a_text_alternative() -> None:
    texts = [str(figure.Alt) for figure in list_tags(draw_sample("linkedin"), "/Figure")]

    qr, scale = texts
    assert qr.startswith("QR code")
    assert scale.startswith("The stakes scale from 0 to 100: AI is fine")
    assert scale.endswith(" LinkedIn: 38.")


def test_every_header_cell_has_a_scope_and_every_note_its_number() -> None:
    pdf = draw_sample("several")
    headers, notes = list_tags(pdf, "/TH"), list_tags(pdf, "/Note")

    assert {str(cell.A.Scope) for cell in headers} == {"/Column", "/Row"}
    assert all(str(note.K[0].S) == "/Lbl" for note in notes)
    assert len({str(note.ID) for note in notes}) == len(notes) == 26


def test_no_tag_is_without_meaning_and_all_content_is_tagged() -> None:
    pdf = draw_sample("several")
    tags = list(walk(open_document(pdf).Root.StructTreeRoot.K[0]))
    tree: Any = open_document(pdf).Root.StructTreeRoot.ParentTree.Nums

    owners: dict[Any, Any] = {page.objgen: tree[2 * number + 1] for number, page in enumerate(open_document(pdf).pages)}
    content = [(tag, piece) for tag in tags for piece in list_content(tag)]
    assert not {str(tag.S) for tag in tags} & {"/Span", "/NonStruct"}
    assert [piece for tag, piece in content if owners[tag["/Pg"].objgen][piece].objgen != tag.objgen] == []
    assert len(content) > 300


def list_content(tag: pikepdf.Object) -> list[int]:
    """Return the numbers of the pieces of content that are directly in a tag."""
    kids: Any = tag.get("/K", [])
    return [int(kid) for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, int)]


def test_links_have_descriptions_and_print() -> None:
    links = [
        annotation.get_object()
        for page in read_pdf(draw_sample("linkedin")).pages
        for annotation in page.get("/Annots", [])
    ]
    targets = {link["/A"]["/URI"] for link in links}

    assert all(link["/F"] == 4 and link["/Contents"] for link in links)
    assert any(
        target.startswith(f"{settings.SITE_URL}/advice/result/?use=linkedin&viewer=visitors") for target in targets
    )


def test_pages_are_numbered_and_name_the_framework() -> None:
    pages = read_pages(draw_sample("longest"))

    assert "1 of 3" in pages[0]
    assert "2 of 3" in pages[1]
    assert "Framework 2026.2" in pages[2]


def test_a_plan_with_ai_brings_the_tick_list_and_no_session_brief() -> None:
    text = read_text(draw_sample("directory"))

    assert content().failures["eyes"].look_for in text
    assert "Session brief" not in text


def test_a_session_brings_its_brief_and_what_each_place_asks_for() -> None:
    text = read_text(draw_sample("several"))

    assert "Session brief Business portrait" in text
    assert "LinkedIn profile photo 400 × 400 or more" in text
    assert "On AI: not published." in text
    assert "Nothing published that we found: Google Workspace profile photo." in text
    assert content().failures["eyes"].look_for not in text


def test_fitting_packages_have_prices_and_the_next_dates() -> None:
    text = read_text(draw_sample("linkedin"))

    assert "LinkedIn Headshot session, from $300 (the cheapest that fits); Deluxe Corporate" in text
    assert (
        "Monday, November 23 Tuesday, November 24 Friday, November 27" in text
    )  # the 26th is Thanksgiving … the count starts the day after


def test_a_placeholder_and_a_kept_photo_have_a_date() -> None:
    assert "Replace it by March 21, 2027" in read_text(draw_sample("linkedin"))
    assert "Look at it again on November 21, 2027" in read_text(draw_sample("kept"))
    assert "Put it in your calendar" not in read_text(draw_sample("press"))


def test_a_plain_photo_needs_no_studio_and_names_who_takes_one() -> None:
    text = read_text(draw_sample("id"))

    assert content().verdicts["plain"].title in text
    assert "Read the issuer’s photo rules first" in text
    assert "Who takes one free, or for little" in text
    assert "Session brief" not in text
    assert "Retouched images by" not in text


def test_a_photo_that_nobody_asks_for_is_left_off() -> None:
    text = read_text(draw_sample("left out"))

    assert content().plans["leave-out"].title in text
    assert "Side by side" not in text


@pytest.mark.parametrize(("name", "reason"), [("medical", "It’s both"), ("short of money", "It’s the money")])
def test_a_bridge_says_what_is_missing_and_shows_no_dates(name: str, reason: str) -> None:
    text = read_text(draw_sample(name))

    assert reason in text
    assert "Retouched images by" not in text


def test_an_ai_headshot_at_hand_is_checked_first() -> None:
    facts = order_report("ai made").advice.facts

    assert f"1 {content().plans['use-ai'].choose_steps(facts).steps[0].do}" in read_text(draw_sample("ai made"))


def test_an_answer_that_stays_open_shows_both_readings_side_by_side(tmp_path: Path) -> None:
    pdf = draw_sample("open")
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf)

    text = read_text(pdf)
    assert text.index(COMPETITION["open"]) < text.index(COMPETITION["competitive"])
    assert len(read_pdf(pdf).pages) == 1
    assert validate(str(file)).findings == ()


def test_an_unsure_place_gets_a_message_and_both_replies() -> None:
    text = read_text(draw_sample("unsure"))

    assert "Do you accept portraits made by an AI generator, or does it have to be a photograph?" in text
    assert "They said yes: AI is fine. They said no: plain photo." in text


def test_the_pdf_worker_reads_its_fonts() -> None:
    font = settings.FONTS_DIR / "advisor-sans-400.ttf"

    assert FontsOnly(settings.FONTS_DIR).fetch(font.as_uri()).read() == font.read_bytes()


def test_the_pdf_worker_reads_nothing_else(tmp_path: Path) -> None:
    other = tmp_path / "other.ttf"
    other.touch()

    for address in (other.as_uri(), f"{settings.FONTS_DIR.as_uri()}/../fonts-pdf/advisor-sans-400.ttf", "data:,p"):
        with pytest.raises(ValueError, match="reads nothing but its fonts"):
            FontsOnly(settings.FONTS_DIR).fetch(address)
