from datetime import date

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.pdf.brief import Sitting, draw_session_brief, shorten
from tests.decision.pdf.samples import ANSWERS, TODAY, read_pdf, read_text

SITTING = Sitting(
    reference="HA-7K3M9Q",
    name="Ann Example",
    package="Portrait, from $300",
    people=1,
    days=(date(2026, 12, 1), date(2026, 12, 4)),
    words="A little warmer than my current photo, please.",
)


def draw(sample: str, sitting: Sitting = SITTING) -> bytes:
    framework = load_framework()
    raw = ANSWERS.get(sample, {})
    return draw_session_brief(sitting, advise(framework, read_answers(framework, raw)), today=TODAY)


def test_a_brief_says_on_one_page_who_comes_for_what_and_how_it_should_read() -> None:
    pdf = draw("several")

    words = read_text(pdf)
    assert len(read_pdf(pdf).pages) == 1
    assert "Session brief · HA-7K3M9Q Ann Example Internal directory, LinkedIn, Press kit" in words
    assert "Tue, Dec 1 · Fri, Dec 4" in words
    assert "Read Prepared, current and approachable." in words
    assert "Press and media 1500 × 2100 for 5 × 7 in" in words
    assert "Matches colleagues: Yes" in words
    assert "A little warmer than my current photo, please." in words


def test_an_inquiry_without_answers_has_a_brief_too() -> None:
    words = read_text(draw("nothing", Sitting("HA-7K3M9Q", "李雷", "", 2, (), "")))

    assert "Name not printable No use given yet" in words
    assert "Package Not chosen People 2 Days asked for None Verdict Open" in words


def test_a_long_message_is_cut_and_the_brief_says_so() -> None:
    pdf = draw("several", Sitting("HA-7K3M9Q", "Ann", "", 1, (), "Many <b>words</b> file:///etc/passwd\n\n" * 100))

    assert len(read_pdf(pdf).pages) == 1
    assert "Many <b>words</b> file:///etc/passwd" in read_text(pdf)
    assert "The rest is in the inquiry." in read_text(pdf)


def test_a_message_is_shortened_to_a_few_lines() -> None:
    assert shorten(" one \r\n\r\n two\n") == "one\ntwo"
    assert shorten("a\n" * 20) == "\n".join("a" * 8)
    assert len(shorten("a" * 5000)) == 900
