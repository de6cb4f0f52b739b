"""The result: works, unsettled, a session day, unknown answers, wrong methods."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from types import FrameType

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from decision.address import read_query
from decision.content import content
from decision.core.advice import advise
from decision.core.answers import Answers
from decision.core.framework import Framework, load_framework
from decision.core.possible import find_possible_verdicts
from decision.core.turnaround import find_today
from decision.pages.places import Places, describe_places
from tests.pages import read_text, text

pytestmark = pytest.mark.django_db

LINKEDIN = "use=linkedin&viewer=recruiters"
AI = "use=community-profile&viewer=nobody&screening=no&matching=no&size=page&current=none&selfies=good"
PLAIN = "use=internal-directory&screening=yes&current=weak"
FOR_NOW = (
    "use=linkedin&viewer=visitors&screening=no&lifespan=weeks&size=page&matching=no&meeting=usually&field=law"
    "&career=senior&worn=none&current=none&selfies=good"
)


@contextmanager
def count_evaluations(framework: Framework, options: dict[str, str]) -> Iterator[Counter[tuple[str, ...]]]:
    """Count how often the verdicts of these answers are found, for each list of uses."""
    counted: Counter[tuple[str, ...]] = Counter()

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code is find_possible_verdicts.__code__:
            answers: Answers = frame.f_locals["answers"]
            if frame.f_locals["framework"] is framework and answers.options == options:
                counted[answers.uses] += 1

    sys.setprofile(note)
    try:
        yield counted
    finally:
        sys.setprofile(None)


def test_a_result_says_verdict_plan_and_index(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{LINKEDIN}&current=none&place=nyc&deadline=flexible&budget=300-1049"))

    assert f"<h1>{content().verdicts['studio'].title}</h1>" in page
    assert "This photo has work to do, New York is in reach, and you have time and money for a session." in page
    assert '<th scope="row">Stakes index, at least</th><td class="bar"></td><td class="number">60</td>' in page
    assert 'href="/advice/viewer/?use=linkedin&amp;viewer=recruiters&amp;current=none' in page


def test_an_early_result_says_at_least_and_names_what_was_not_asked(client: Client) -> None:
    page = text(client.get("/advice/result/?use=press-kit"))

    assert "Stakes index, at least" in page
    assert "Not asked, because it can’t change the verdict: AI images refused, matches colleagues," in page
    assert 'href="/advice/current/?use=press-kit"' in page


def test_unsettled_answers_lead_to_the_missing_question(client: Client) -> None:
    response = client.get("/advice/result/?use=linkedin")

    assert response.status_code == 302
    assert response["Location"] == "/advice/viewer/?use=linkedin"


def test_no_answers_lead_to_the_first_question(client: Client) -> None:
    assert client.get("/advice/result/")["Location"] == "/advice/use/"


@pytest.mark.parametrize(
    ("uses", "evaluated"),
    [
        (("linkedin",), [("linkedin",)]),
        (("linkedin", "speaker-bio"), [("linkedin", "speaker-bio"), ("linkedin",), ("speaker-bio",)]),
    ],
    ids=["one use", "two uses"],
)
@pytest.mark.parametrize("version", ["2026.1", "2026.2"])
def test_a_result_finds_the_verdict_of_its_answers_once_and_once_for_each_use(
    client: Client, version: str, uses: tuple[str, ...], evaluated: list[tuple[str, ...]]
) -> None:
    others = {"viewer": "recruiters", "current": "none", "framework": version}

    with count_evaluations(load_framework(version), {"viewer": "recruiters", "current": "none"}) as counted:
        client.get("/advice/result/", {"use": uses, **others})

    assert counted == dict.fromkeys(evaluated, 1)


def test_what_ai_gets_wrong_is_shown_only_when_the_plan_allows_ai(client: Client) -> None:
    assert "Check your AI headshot" in text(client.get(f"/advice/result/?{AI}"))
    assert "Check your AI headshot" not in text(client.get(f"/advice/result/?{LINKEDIN}"))


def find_king_day() -> date:
    """Return the next third Monday of January before whose weekend there is time for a session."""
    today = find_today()
    third_mondays = (
        date(year, 1, 21) - timedelta(days=date(year, 1, 21).weekday()) for year in (today.year, today.year + 1)
    )
    return next(day for day in third_mondays if day - timedelta(days=3) >= today)


def test_a_session_day_gives_the_dates_of_both_stages(client: Client) -> None:
    king_day = find_king_day()
    session, color_corrected, retouched = (king_day + timedelta(days=days) for days in (-3, -2, 3))

    page = text(client.get(f"/advice/result/?{LINKEDIN}&session={session}"))

    assert f"{session:%A, %B %-d, %Y}" in page
    assert f"{color_corrected:%A, %B %-d, %Y}" in page
    assert f"{retouched:%A, %B %-d, %Y}" in page
    assert f"{king_day:%A, %B %-d} (Martin Luther King Jr. Day) is a holiday and doesn’t count." in page


def test_an_impossible_session_day_has_an_error_beside_the_field(client: Client) -> None:
    response = client.get(f"/advice/result/?{LINKEDIN}&session=2027-02-30")

    assert response.status_code == 200
    assert 'id="session-error">February 2027 has 28 days.' in text(response)


def test_a_bridge_says_whether_it_was_the_money_or_the_date_and_works_out_no_dates(client: Client) -> None:
    no_money = text(client.get(f"/advice/result/?{LINKEDIN}&current=none&place=nyc&deadline=flexible&budget=50-299"))
    no_time = text(client.get(f"/advice/result/?{LINKEDIN}&current=none&place=nyc&deadline=today&budget=300-1049"))

    bridge = content().plans["bridge-then-book"]
    no_budget = bridge.choose_steps({"budget": ("50-299",), "deadline": ("flexible",), "place": ("nyc",)}).steps[0].do
    no_days = bridge.choose_steps({"budget": ("300-1049",), "deadline": ("today",), "place": ("nyc",)}).steps[0].do
    assert (no_budget in no_money, no_days in no_money) == (True, False)
    assert (no_budget in no_time, no_days in no_time) == (False, True)
    assert 'id="session-day"' not in no_money + no_time


def test_a_bridge_elsewhere_names_no_session_in_new_york(client: Client) -> None:
    page = text(client.get("/advice/result/?use=speaker-bio&current=none&place=elsewhere&deadline=today"))

    nearby = content().plans["bridge-then-book"].choose_steps({"deadline": ("today",), "place": ("elsewhere",)})
    assert nearby.steps[-1].do in page
    assert "Sessions made for this use" not in page


def test_a_plain_result_says_that_it_is_our_reading_and_leads_nobody_to_the_studio(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{PLAIN}"))

    assert "<h1>Use a real photo; a plain one will do</h1>" in page
    assert "That a plain photo is enough is our own reading of the sources." in page
    assert "What a session would add" in page
    assert "/studio/inquiry/" not in page


def test_an_application_that_asks_for_no_photo_leads_nobody_to_the_studio(client: Client) -> None:
    page = text(client.get("/advice/result/?use=job-application&competition=competitive&requested=no"))

    assert f"<h1>{content().plans['leave-out'].title}</h1>" in page
    assert "Send the application without a photo." in page
    assert 'id="destinations"' not in page
    assert "/studio/inquiry/" not in page


def read_places(query: str) -> Places:
    """Return what a result says about its several places."""
    framework = load_framework()
    places = describe_places(advise(framework, read_query(framework, QueryDict(query)).answers))
    assert places is not None
    return places


def test_several_places_are_listed_under_a_headline_that_is_true_for_each(client: Client) -> None:
    answers = "use=internal-directory&use=press-kit&screening=no&matching=no&lifespan=weeks&size=thumbnail"

    page = read_text(client.get(f"/advice/result/?{answers}").content)

    places = read_places(answers)
    assert places.headline in page
    assert "Internal directory AI is fine Only coworkers see your photo." in page
    assert "Press kit Studio photo" in page
    assert places.serves_all in page


def test_the_sizes_of_a_residency_application_are_on_the_page(client: Client) -> None:
    page = read_text(client.get("/advice/result/?use=residency-application").content)

    assert "Pixels 375 × 525 (2.5 × 3.5 in at 150 dpi)" in page
    assert "File 150 KB at most; 100 KB is safe everywhere, JPG, PNG" in page
    assert "programs use the photo to recognize you at the interview" in page
    assert "We found nothing published by Doximity profile, Zocdoc profile." in read_text(
        client.get("/advice/result/?use=medical-bio").content
    )


def test_nothing_is_lost_behind_the_three_parts(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{LINKEDIN}&current=weak&place=nyc&deadline=flexible&budget=300-1049"))
    _, do, why, check_us = re.split('<div id="(?:do|why|check-us)">', page)

    assert all(heading in do for heading in ("Keep in mind", "Where it will be seen", "What each way costs and takes"))
    assert all(heading in do for heading in ("When your images can be ready", "What your portrait should say"))
    answered = ["use", "viewer", "current", "place", "deadline", "budget"]
    assert re.findall(r'<a href="/advice/([a-z]+)/\?[^"]*">Change <', why) == answered
    for part in ("How it adds up", "I see this differently", "What speaks against us"):
        assert part in check_us
    for link in ("/how-it-decides/#proof", "/compare/", "/advice.json?"):
        assert f'href="{link}' in check_us
    assert "tried them on all 210,169 sets" in check_us


@pytest.mark.parametrize("answers", [AI, FOR_NOW, PLAIN, LINKEDIN])
def test_the_evidence_on_both_sides_is_beside_every_verdict(client: Client, answers: str) -> None:
    _, check_us = text(client.get(f"/advice/result/?{answers}")).split('<div id="check-us">')

    assert re.findall("<summary>(Evidence [^<]+)</summary>", check_us) == [
        "Evidence against the studio",
        "Evidence for a real photo",
        "Evidence that cuts both ways",
    ]


def test_where_no_photo_is_wanted_only_the_evidence_against_one_fits(client: Client) -> None:
    page = text(client.get("/advice/result/?use=job-application&competition=competitive&requested=no"))

    assert len(re.findall("<summary>(Evidence [^<]+)</summary>", page)) == 1
    assert "Employers should not ask applicants for a photo" in page


def test_every_number_of_a_source_opens_its_words(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{LINKEDIN}"))

    opened = set(re.findall(r'popovertarget="(source-[a-z0-9-]+)"', page))

    assert len(opened) > 10
    assert opened == set(re.findall(r'<div class="note" id="(source-[a-z0-9-]+)" popover>', page))


def test_an_ai_headshot_at_hand_is_checked_first(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{AI.replace('current=none', 'current=ai-made')}"))

    assert ">Check the one you have</a>" in page


def test_a_question_left_open_shows_each_reading_and_how_to_find_out(client: Client) -> None:
    lowest = "screening=no&matching=no&lifespan=months&size=thumbnail&meeting=rarely&field=other&career=early"

    page = text(client.get(f"/advice/result/?use=linkedin&{lowest}&unsure=viewer"))

    assert "<h1>It depends on one answer</h1>" in page
    assert "If at most interested strangers look at it" in page
    assert "If clients, recruiters or others who choose people look at it" in page
    assert page.count("See what to do then") == 2
    assert "How to find out" in page
    assert "<dt>Who looks</dt><dd>I’m not sure</dd>" in page


def test_open_competition_shows_both_readings(client: Client) -> None:
    page = text(client.get("/advice/result/?use=job-application&unsure=competition"))

    assert "If most people who apply get in" in page
    assert "If many apply for few places" in page


def test_a_question_left_open_that_no_longer_matters_is_shown_as_open(client: Client) -> None:
    answers = "use=linkedin&use=press-kit&unsure=viewer"

    page = text(client.get(f"/advice/result/?{answers}"))

    assert f"<h1>{read_places(answers).headline}</h1>" in page
    assert "<dt>Who looks</dt><dd>I’m not sure</dd>" in page


def test_finding_out_is_asked_for_only_after_the_other_questions(client: Client) -> None:
    response = client.get("/advice/result/?use=linkedin&unsure=viewer")

    assert response["Location"] == "/advice/screening/?use=linkedin&unsure=viewer"


def test_unknown_answers_are_named(client: Client) -> None:
    assert "“aliens”" in text(client.get(f"/advice/result/?{LINKEDIN}&use=aliens"))


def test_a_session_day_as_americans_write_it_is_shown_back(client: Client) -> None:
    day = find_today() + timedelta(days=30)

    page = text(client.get(f"/advice/result/?{LINKEDIN}&place=nyc&session={day:%m}%2F{day:%d}%2F{day:%Y}"))

    assert f'value="{day}"' in page


@pytest.mark.parametrize("damaged", ["&session={}.", "&amp;session={}", "%26session%3D{}"])
def test_the_session_day_of_a_damaged_link_is_kept(client: Client, damaged: str) -> None:
    day = find_today() + timedelta(days=30)

    page = text(client.get(f"/advice/result/?{LINKEDIN}&place=nyc{damaged.format(day)}"))

    assert f'value="{day}"' in page


def test_an_old_dated_link_is_read_without_its_date(client: Client) -> None:
    dated = text(client.get(f"/advice/result/?{LINKEDIN}&since=2026-11-21.linkedin-headshot.300"))

    assert dated == text(client.get(f"/advice/result/?{LINKEDIN}"))


def test_a_result_can_only_be_read(client: Client) -> None:
    assert client.post(f"/advice/result/?{LINKEDIN}").status_code == 405


def test_a_result_is_not_indexed_and_sets_no_cookie(client: Client) -> None:
    response = client.get(f"/advice/result/?{LINKEDIN}")

    assert response["X-Robots-Tag"] == "noindex"
    assert response.cookies == {}


def test_a_result_makes_one_query(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        client.get(f"/advice/result/?{LINKEDIN}")


def test_a_placeholder_offers_its_expiry_date_as_a_calendar_file(client: Client) -> None:
    page = text(client.get(f"/advice/result/?{FOR_NOW}"))

    assert "<b>Replace it by " in page
    assert "/advice/replace.ics?" in page


def test_a_result_that_does_not_expire_offers_none(client: Client) -> None:
    assert "/advice/replace.ics?" not in text(client.get(f"/advice/result/?{LINKEDIN}"))


def test_the_copied_link_is_clean_of_trackers(client: Client) -> None:
    page = text(client.get("/advice/result/?use=press-kit&utm_source=x&gad_source=1"))

    assert 'data-address="/advice/result/?use=press-kit"' in page
