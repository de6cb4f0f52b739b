import pytest
from django.template import Context, Template

from decision.pdf.footnotes import Notes


def render(source: str, notes: Notes) -> str:
    return Template("{% load notes %}" + source).render(Context({"notes": notes}))


def test_claims_under_one_heading_share_a_footnote() -> None:
    notes = Notes()

    numbers = [notes.add(key)[::2] for key in ("gorn-24", "gorn-4", "gorn-25", "gorn-5")]

    assert numbers == [(1, True), (2, True), (1, False), (2, False)]


def test_an_outside_source_is_named_without_a_heading() -> None:
    assert Notes().add("upwork-photo") == (1, "Upwork support, profile photos", True)


def test_an_unknown_claim_is_an_error() -> None:
    with pytest.raises(KeyError):
        Notes().add("gorn-99")


def test_the_last_word_and_its_footnote_stay_on_one_line() -> None:
    html = render('{% noted "Read the terms" "gorn-31" %}', Notes())

    assert html == (
        'Read the <span class="glued">terms<span class="note">Gorn, “Side-by-Side: AI Headshots vs. Professional'
        " Studio Headshots”</span></span>"
    )


def test_a_place_with_a_footnote_gets_its_number_again() -> None:
    notes = Notes()
    render('{% noted "Price" "gorn-24" %}', notes)

    html = render('{% noted "Speed" "gorn-25" "trust-47" %}', notes)

    assert html == (
        '<span class="glued">Speed<sup class="again">1</sup><sup class="again">,</sup>'
        '<span class="note">Trust, “Why AI headshots are appealing”</span></span>'
    )


def test_text_is_escaped() -> None:
    html = Template('{% load notes %}{% noted words "gorn-24" %}').render(Context({"notes": Notes(), "words": "a <b>"}))

    assert html.startswith('a <span class="glued">&lt;b&gt;')
