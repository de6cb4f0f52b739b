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


def test_of_a_link_with_thousands_of_strange_options_ten_are_named() -> None:
    query, _ = repair_query(QueryDict("use=" + ",".join(f"moon{number}" for number in range(1_000))), ())

    reading = read_query(FRAMEWORK, query)

    assert len(reading.problems) == len(reading.unread) == 10
    assert reading.unread[-1] == ("use", "moon9")


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
    "utm_source=x&gad_source=1&gad_campaignid=2&gbraid=0AAA&wbraid=Cj0&srsltid=AfmB&_hsenc=p2&_hsmi=2&mkt_tok=NTc&mc_cid=a&mc_eid=b"
    "&trk=public&li_fat_id=9&igsh=MTc%3D&ttclid=E.C&_gl=1*a*_ga*b&fbclid=Iw&gclid=E&msclkid=f&ref=y&amp=1&epik=dj0&vero_id=a%40b&_openstat=Z&s_kwcid=AL!1!3&ef_id=a:G:s&_ke=eyJ"
    "&_branch_match_id=3&Size=728x90&utm_content=use%3Dpress-kit&source=Ad%26size%3Dpage&p.size=page&item;place=nyc"
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
        "use=linkedin&viewer=recruiters%E2%80%A6",
        "use=linkedin&viewer=recruitersâ€™",
        "use=linkedin&viewer=%20recruiters%20",
        "use=linkedin&viewer=recruiters%23why",
        "use=linkedin&viewer=recruiters?fbclid=Iw",
        "use=linkedin&viewer=recruiters](https://example.org/",
        "use=linkedin&viewer=recruiters%7CSee%20this%3E",
        "use=linkedin&viewer=recruiters%0D%0A%0D%0ASent%20by%20phone",
        "use=link%0D%0A%20edin&viewer=recruiters",
        "use=3Dlinkedin&viewer=3Drecruiters",
        "use=linkedin;viewer=recruiters",
        "use[]=linkedin&viewer[0]=recruiters",
        "use=linkedin&%2338;viewer=recruiters",
        "use=linkedin%5Cu0026viewer=recruiters",
        "?use=linkedin&viewer=recruiters",
        "use=%EF%BD%8Cinkedin&viewer=recruiters%C2%A0",
        "use%3Dlinkedin%26viewer%3Drecruiters&data=05%7C02&sdata=x%3D&reserved=0",
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


@pytest.mark.parametrize("damaged", ["press_kit", "press+kit", "press%E2%80%93kit", "press%C2%ADkit", "Press-%0Akit"])
def test_an_option_is_read_whatever_is_between_its_words(damaged: str) -> None:
    assert repair_query(QueryDict(f"use={damaged}"), ())[0].urlencode() == "use=press-kit"


@pytest.mark.parametrize("damaged", ["use=linkedin,press-kit", "use=linkedin+press-kit", "use=linkedin;use=press-kit"])
def test_several_options_in_one_are_read(damaged: str) -> None:
    assert repair_query(QueryDict(damaged), ())[0].urlencode() == "use=linkedin&use=press-kit"


@pytest.mark.parametrize("damaged", ["use%3Dpress-kit%26current%3Dweak", "use=press-kit%C2%A4t=weak"])
def test_the_name_of_a_question_is_not_taken_for_a_sign(damaged: str) -> None:
    """“&curren” is how HTML writes ¤."""
    assert repair_query(QueryDict(damaged), ())[0].urlencode() == "use=press-kit&current=weak"


@pytest.mark.parametrize("unread", ["recruit...", "recruiter", "clients-abroad", "Aliens"])
def test_an_answer_that_cannot_be_read_stays_to_be_named(unread: str) -> None:
    query, is_damaged = repair_query(QueryDict(f"use=linkedin&viewer={unread}"), ())

    assert query.dict() == {"use": "linkedin", "viewer": unread}
    assert not is_damaged


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
