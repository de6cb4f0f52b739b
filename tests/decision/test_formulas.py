"""What people typed never runs as a formula, and can be read back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision.formulas import find_formulas, guard

RUNNING = [
    "=1+1",
    "+1 212 555 0100",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\tx",
    "\rx",
    "  =1",
    " \n+1",
    "'=1",
    "''  @x",
    "\uff1d1",
    '=HYPERLINK("http://example.org")',
]
HARMLESS = ["Ana", "a=b", "212 555 0100", "'Ana", " Ana ", "", "3-5 people", "two\nlines", "a;b", "Semi; colon", "x@y"]
# Formulas that appear when a spreadsheet splits the text at a separator.
RUNNING_WITHIN = {
    "Semi;=1+2;colon": "Semi;'=1+2;colon",
    "Tab\t=1+2": "Tab\t'=1+2",
    "Line\n=1+2": "Line\n'=1+2",
    "Line\r\n@x": "Line\r\n'@x",
    "Comma, +1": "Comma,' +1",
    "Pipe|-1": "Pipe|'-1",
    'Quote";=1': "Quote\";'=1",
    ";\uff1d1": ";'\uff1d1",
    ";'=1": ";''=1",
    "a;\n=1": "a;'\n'=1",
}


def unguard(text: str) -> str:
    """Return what was typed, as a program that reads the file gets it back."""
    for place in find_formulas(text):
        if text[place] == "'":
            text = text[:place] + text[place + 1 :]
    return text


@pytest.mark.parametrize("text", RUNNING)
def test_what_would_run_carries_an_apostrophe(text: str) -> None:
    assert guard(text).startswith("'")


@pytest.mark.parametrize(("text", "guarded"), RUNNING_WITHIN.items())
def test_what_would_run_after_a_separator_carries_an_apostrophe_there(text: str, guarded: str) -> None:
    assert guard(text) == guarded


@pytest.mark.parametrize("text", HARMLESS)
def test_what_would_not_run_stays_as_it_is(text: str) -> None:
    assert guard(text) == text


@given(st.text(alphabet="a1 '\"=+-@;,|\t\r\n\uff1d", max_size=12))
def test_every_text_comes_back_whole(text: str) -> None:
    assert unguard(guard(text)) == text
