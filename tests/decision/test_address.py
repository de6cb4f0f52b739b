import pytest
from django.http import QueryDict

from decision.address import read_query, repair_query, write_address, write_query
from decision.core.answers import Answers, read_answers
from decision.core.framework import load_framework
from decision.web.request_reading import PARAMETERS

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


def test_an_option_that_we_do_not_have_is_named() -> None:
    reading = read_query(FRAMEWORK, QueryDict("use=linkedin&use=moon"))

    assert reading.answers == read_answers(FRAMEWORK, {"use": "linkedin"})
    assert reading.problems == (f"“moon” isn’t an answer to “{FRAMEWORK.by_key['use'].title}”",)
    assert reading.unread == (("use", "moon"),)


def test_two_different_answers_to_one_question_leave_it_open() -> None:
    reading = read_query(FRAMEWORK, QueryDict("use=linkedin&size=page&size=print"))

    assert reading.answers == read_answers(FRAMEWORK, {"use": "linkedin"})
    assert reading.problems == (
        "It has two different answers to “How large is it shown, at the most?” Please choose again.",
    )


def test_a_question_of_another_version_is_named() -> None:
    reading = read_query(load_framework("2026.1"), QueryDict("use=job-application&requested=no"))

    assert reading.problems == ("Version 2026.1 of our rules doesn’t ask about “requested”.",)


FOREIGN = (
    "utm_source=x&gad_source=1&gbraid=0AAA&wbraid=Cj0&srsltid=AfmB&_hsenc=p2&_hsmi=2&mkt_tok=NTc&mc_cid=a&mc_eid=b"
    "&trk=public&li_fat_id=9&igsh=MTc%3D&ttclid=E.C&_gl=1*a*_ga*b&fbclid=Iw&gclid=E&msclkid=f&ref=y&amp=1"
    "&url=https%3A%2F%2Fexample.org%2F%3Fuse%3Dpress-kit%26viewer%3Dclients&shoes=red"
)


def test_parameters_of_other_sites_are_dropped_silently() -> None:
    query, is_damaged = repair_query(QueryDict(f"use=linkedin&{FOREIGN}&asked=use"), ("asked",))

    assert query.urlencode() == "use=linkedin&asked=use"
    assert not is_damaged


@pytest.mark.parametrize(
    "damaged",
    [
        "use=linkedin&amp;viewer=recruiters",
        "use=linkedin&amp;amp;viewer=recruiters",
        "use=linkedin%26viewer%3Drecruiters",
        "use=linkedin%2526viewer%253Drecruiters",
        "use%3Dlinkedin&viewer%3Drecruiters",
        "use=linkedin&viewer=recruiters.",
        "use=linkedin&viewer=recruiters)",
        "use=linkedin&viewer=recruiters,",
        "use=linkedin&viewer=recruiters%22%3E",
        "use=linkedin&viewer=recruiters%E2%80%8B",
        "use=linkedin&viewer=%20recruiters%20",
        "USE=LinkedIn&Viewer=Recruiters",
        "use=linkedin&viewer=recruiters&size=",
        "use=linkedin&use=linkedin&viewer=recruiters",
        "use=linkedin&viewer=recruiters&viewer=recruiters",
    ],
)
def test_a_damaged_link_is_repaired(damaged: str) -> None:
    query, is_damaged = repair_query(QueryDict(damaged), ())

    assert query.urlencode() == "use=linkedin&viewer=recruiters"
    assert is_damaged


def test_other_parameters_of_ours_are_kept_as_typed() -> None:
    query, is_damaged = repair_query(
        QueryDict("use=linkedin&session=12/05/2026&without=&framework=2026.1."), PARAMETERS
    )

    assert query.dict() == {"use": "linkedin", "session": "12/05/2026", "framework": "2026.1"}
    assert not is_damaged


def test_an_address_names_the_questions_that_stay_open() -> None:
    latest = load_framework("2026.2")

    reading = read_query(latest, QueryDict("use=linkedin&unsure=viewer&unsure=career"))

    assert reading.answers.unsure == ("viewer",)
    assert write_query(reading.answers) == "use=linkedin&unsure=viewer"
    assert reading.problems == ("“career” isn’t a question that can stay open.",)
    assert reading.unread == (("unsure", "career"),)
