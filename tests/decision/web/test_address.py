import pytest
from django.http import QueryDict

from decision.core.answers import AnswerError, Answers, read_answers
from decision.core.framework import load_framework
from decision.web.address import RepeatedAnswerError, read_query, read_query_strictly, write_address, write_query

FRAMEWORK = load_framework()


def test_an_address_is_read_and_written_in_one_canonical_order() -> None:
    reading = read_query(FRAMEWORK, QueryDict("size=page&use=press-kit&use=linkedin&viewer=clients"))

    assert reading.problems == ()
    assert write_query(reading.answers) == "use=linkedin&use=press-kit&viewer=clients&size=page"


def test_a_page_without_answers_has_a_bare_address() -> None:
    assert write_address("decision:advice", Answers()) == "/advice/"


def test_more_parameters_come_last_and_empty_ones_are_left_out() -> None:
    answers = read_answers(FRAMEWORK, {"use": "linkedin"})

    address = write_address("decision:result", answers, session="2026-12-01", paper="")

    assert address == "/advice/result/?use=linkedin&session=2026-12-01"


def test_unknown_parts_are_left_out_and_named() -> None:
    reading = read_query(FRAMEWORK, QueryDict("use=linkedin&use=moon&shoes=red&asked=use"), besides=("asked",))

    assert reading.answers == read_answers(FRAMEWORK, {"use": "linkedin"})
    assert reading.problems == (
        "“moon” is not an answer to “Where will the photo appear?”",
        "“shoes” is not a question of ours.",
    )


def test_tracking_parameters_are_dropped() -> None:
    reading = read_query(FRAMEWORK, QueryDict("use=linkedin&utm_campaign=x&fbclid=1&gclid=2&ref=y"))

    assert reading.problems == ()


@pytest.mark.parametrize("query", ["use=linkedin&use=linkedin", "size=page&size=page", "size=page&size=print"])
def test_a_repeated_answer_is_an_error(query: str) -> None:
    with pytest.raises(RepeatedAnswerError):
        read_query(FRAMEWORK, QueryDict(query))


def test_the_strict_reader_refuses_what_pages_ignore() -> None:
    with pytest.raises(AnswerError, match="There is no question 'asked'"):
        read_query_strictly(FRAMEWORK, QueryDict("use=linkedin&asked=use"))


def test_an_address_names_the_questions_that_stay_open() -> None:
    latest = load_framework("2026.2")

    reading = read_query(latest, QueryDict("use=linkedin&unsure=viewer&unsure=career"))

    assert reading.answers.unsure == ("viewer",)
    assert write_query(reading.answers) == "use=linkedin&unsure=viewer"
    assert reading.problems == ("“career” is not a question that can stay open.",)
    assert reading.unread == (("unsure", "career"),)
