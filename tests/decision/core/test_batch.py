"""Many sets at once: one line in, one line out, whatever the line is."""

import json
from typing import Any

import pytest

from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.as_json import document_advice
from decision.core.batch import advise_lines
from decision.core.framework import load_framework

FRAMEWORK = load_framework()


def advise_line(line: bytes) -> dict[str, Any]:
    (document,) = advise_lines(FRAMEWORK, [line])
    return document


def test_a_line_gives_the_advice_of_its_answers() -> None:
    document = advise_line(b'{"use": ["linkedin", "press-kit"], "viewer": "recruiters"}\n')

    answers = read_answers(FRAMEWORK, {"use": ["linkedin", "press-kit"], "viewer": "recruiters"})
    assert document == document_advice(advise(FRAMEWORK, answers))


def test_a_use_may_be_a_word() -> None:
    assert advise_line(b'{"use": "press-kit"}')["answers"] == {"use": ["press-kit"]}


def test_no_answer_is_an_answer() -> None:
    assert advise_line(b"{}")["possible_verdicts"] == ["ai", "ai-for-now", "studio"]


def test_the_order_stays_and_the_run_goes_on() -> None:
    lines = [b'{"use": "press-kit"}', b"nonsense", b'{"use": "linkedin"}']

    documents = list(advise_lines(FRAMEWORK, lines))

    assert [document.get("verdict", document.get("error")) for document in documents] == [
        "studio",
        "This line is not JSON.",
        None,
    ]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"", "This line is not JSON."),
        (b"\n", "This line is not JSON."),
        (b'{"use": "press-kit"', "This line is not JSON."),
        (b'{"use": "press-kit"} {}', "This line is not JSON."),
        (b'\xff{"use": "press-kit"}', "This line is not JSON."),
        (b'{"use": "\xe9"}', "This line is not JSON."),
        (b"[" * 100_000, "This line is not JSON."),
        (b'{"use": ' * 100_000, "This line is not JSON."),
        (b"9" * 10_000, "This line is not JSON."),
        (b"[]", "This line is not a JSON object."),
        (b'"press-kit"', "This line is not a JSON object."),
        (b"null", "This line is not a JSON object."),
        (b"NaN", "This line is not a JSON object."),
        (b'{"use": "press-kit", "use": "linkedin"}', "A question stands more than once in this object."),
        (b'{"shoes": "red"}', "There is no question 'shoes'."),
        (b'{"use": "moon"}', "use: there is no option 'moon'."),
        (b'{"use": "linkedin,press-kit"}', "use: there is no option 'linkedin,press-kit'."),
        (b'{"use": []}', "use: needs an option."),
        (b'{"use": ""}', "use: there is no option ''."),
        (b'{"use": null}', "use: needs an option."),
        (b'{"use": ["linkedin", "linkedin"]}', "use: an option stands more than once."),
        (b'{"size": ["page", "print"]}', "size: takes one option, not 2."),
        (b'{"size": 3}', "size: needs an option."),
        (b'{"size": {"page": "print"}}', "size: needs an option."),
        (b'{"size": "\\ud800"}', "size: there is no option '\\ud800'."),
    ],
)
def test_a_bad_line_says_what_is_wrong_with_it(line: bytes, error: str) -> None:
    document = advise_line(line)

    assert document == {"error": error}
    assert json.loads(json.dumps(document)) == document
