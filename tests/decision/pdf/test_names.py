import pytest

from decision.pdf.names import PrintedName, read_name
from decision.pdf.report import draw_report
from tests.decision.pdf.samples import list_fonts, order_report, read_text

LACKS_LETTERS = PrintedName(excuse="The name you gave has letters that this report’s fonts lack, so it is not printed.")


@pytest.mark.parametrize(
    "name",
    [
        "Ann O’Neill",
        "Jean–Luc — Čapek",
        "Łukasz Işık",
        "Ελένη Παπαδοπούλου",
        "Иван Петров",
        "<b>Bob</b> & {{ name }}",
        "file:///etc/passwd",
        "http://example.org/x.png",
    ],
)
def test_names_that_our_fonts_can_draw_are_printed_as_they_are(name: str) -> None:
    assert read_name(name) == PrintedName(name)


@pytest.mark.parametrize("name", ["محمد", "דוד", "李雷", "Ann 😀"])
def test_names_in_other_scripts_are_not_printed_and_a_sentence_says_why(name: str) -> None:
    assert read_name(name) == LACKS_LETTERS


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("   \n\t ", ""),
        ("Ann\r\nExample", "Ann Example"),
        ("An\x00n\x1b[31m", "Ann[31m"),
        ("Ann \u202egnp.exe", "Ann gnp.exe"),
        ("Zoe\u0308", "Zoë"),
    ],
)
def test_a_name_is_one_line_without_invisible_characters(typed: str, printed: str) -> None:
    assert read_name(typed) == PrintedName(printed)


def test_a_name_that_is_too_long_is_not_printed() -> None:
    assert read_name("A" * 10_000).excuse == "The name you gave is longer than 120 characters, so it is not printed."
    assert read_name("A" * 120) == PrintedName("A" * 120)


def test_a_printed_name_is_on_the_cover_in_our_own_fonts() -> None:
    pdf = draw_report(order_report("press"), read_name("<i>Łukasz</i> Петров"))

    assert "Prepared for <i>Łukasz</i> Петров" in read_text(pdf)
    assert set(list_fonts(pdf)) == {"Advisor-Sans", "Advisor-Sans-Semi-Bold", "Advisor-Serif-Semi-Bold"}


def test_a_name_that_cannot_be_printed_leaves_no_black_boxes() -> None:
    text = read_text(draw_report(order_report("press"), read_name("李雷 😀")))

    assert LACKS_LETTERS.excuse in text
    assert "李" not in text
    assert "Prepared for" not in text
