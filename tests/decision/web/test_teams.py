"""The builder for teams: asks, answers, each bad input, the sheet, JSON, the guide, wrong methods."""

import pytest
from django.http import QueryDict
from django.test import Client

from decision.address import REPAIR_NOTE, read_query
from decision.core.framework import load_framework
from tests.decision.pdf.samples import read_pdf, read_text
from tests.pages import read_text as read_page
from tests.pages import text

pytestmark = pytest.mark.django_db

BASE = "use=internal-directory&use=company-page"
SETTLED = "viewer=visitors&screening=no&matching=yes&lifespan=years&size=page&meeting=usually&field=other&career=early"
DONE = f"{BASE}&{SETTLED}&people=25&group=4.speaker-bio"
OPEN = f"{BASE}&matching=yes&people=25&group=4.speaker-bio"
LONGEST = (
    "use=internal-directory&use=community-profile&use=personal-website&use=company-page&use=linkedin&use=medical-bio"
    "&use=press-kit&use=job-application&use=id-photo&use=somewhere-else&matching=yes&people=500"
    "&group=100.faculty-page.residency-application&group=99.client-facing-bio.freelance-profile"
    "&group=98.speaker-bio.casting-profile"
)
"""All places, and all groups that the form has room for."""


def test_it_asks_three_questions(client: Client) -> None:
    page = read_page(client.get("/teams/").content)

    assert "How many people need a photo?" in page
    assert "Where will the photos appear?" in page
    assert "Must the portraits match?" in page


def test_a_form_leads_to_the_one_address_of_its_team(client: Client) -> None:
    response = client.get(
        "/teams/?people=25&use=company-page&use=internal-directory&matching=yes&viewer="
        "&some-1=4&also-1=speaker-bio&also-1=&some-2=&also-2=&also-2="
    )

    assert response.status_code == 302
    assert response["Location"] == f"/teams/?{BASE}&matching=yes&people=25&group=4.speaker-bio"


@pytest.mark.parametrize(
    "damaged",
    [
        OPEN.replace("&", "&amp;"),
        OPEN.replace("&group", "&amp;group"),
        OPEN.replace("&", "%26").replace("=", "%3D"),
        OPEN.upper(),
        f"{OPEN.replace('matching=yes', 'matching=yes.')}%29",
    ],
)
def test_a_damaged_link_is_repaired_with_its_groups_and_says_so(client: Client, damaged: str) -> None:
    response = client.get(f"/teams/?{damaged}")
    page = text(client.get(response["Location"]))

    assert response["Location"] == f"/teams/?{OPEN}&repaired=yes"
    assert REPAIR_NOTE in page
    assert f'data-address="/teams/?{OPEN}"' in page.replace("&amp;", "&")


@pytest.mark.parametrize("people", ["25.", "25%C2%A0people", "%EF%BC%92%EF%BC%95", "(25)"])
def test_a_number_is_read_without_what_was_pasted_around_it(client: Client, people: str) -> None:
    response = client.get(f"/teams/?{BASE}&matching=yes&people={people}")

    assert response["Location"] == f"/teams/?{BASE}&matching=yes&people=25"


def test_the_copied_link_of_the_guide_is_clean_of_trackers(client: Client) -> None:
    assert 'data-address="/teams/guide/"' in text(client.get("/teams/guide/?utm_source=x&gad_source=1"))


def test_two_groups_may_be_alike(client: Client) -> None:
    assert client.get(f"/teams/?{OPEN}&group=4.speaker-bio").status_code == 200


def test_each_group_gets_its_verdict_reason_and_plan(client: Client) -> None:
    page = read_page(client.get(f"/teams/?{DONE}").content)

    assert "Not everybody needs the same photo" in page
    assert "21 people Internal directory and Company “About us” page Plain photo Your company page sets the bar" in page
    assert "4 people also for Speaker bio Studio photo Your speaker bio sets the bar" in page
    assert "21 people Plan: take a good plain photo. One good plain photo can serve both." in page
    assert "Enough for 21, not enough for 4" in page


@pytest.mark.parametrize(
    ("query", "next_step", "button"),
    [
        (
            f"{BASE}&matching=yes&people=25",
            "7 short questions, answered once for everybody.",
            '<a class="button" href="#questions">Answer 7 questions</a>',
        ),
        (
            f"{BASE}&{SETTLED}&people=25",
            "Take the photos yourselves, with our one-page guide.",
            '<a class="button" href="/teams/guide/">Open the guide</a>',
        ),
        (
            "use=client-facing-bio&matching=no&people=3",
            "Ask Gorn Photo for a price and days. Asking doesn’t book anything.",
            '<a class="button" href="/studio/inquiry/?use=client-facing-bio&amp;matching=no&amp;people=3">',
        ),
        (
            "use=client-facing-bio&matching=no&place=elsewhere&people=3",
            "Ask photographers near you, and send them our one-page guide.",
            '<a class="button" href="/teams/guide/">Open the guide</a>',
        ),
    ],
    ids=["open", "plain", "studio", "elsewhere"],
)
def test_one_next_step_follows_from_the_answer(client: Client, query: str, next_step: str, button: str) -> None:
    response = client.get(f"/teams/?{query}")

    assert f"<b>Next:</b> {next_step}" in text(response)
    assert button in text(response)


def test_what_is_open_is_asked_once_and_said_to_be_open(client: Client) -> None:
    page = read_page(client.get(f"/teams/?{OPEN}").content)

    assert "It’s clear for 4 of 25 people. For the others, a few more answers decide." in page
    assert "7 questions can still change the answer" in page
    assert "Open for 21, not enough for 4" in page


def test_the_number_the_groups_and_all_places_go_along_to_the_inquiry(client: Client) -> None:
    page = text(client.get(f"/teams/?{DONE}"))
    link = page.split('<a class="button" href="')[1].split('"')[0].replace("&amp;", "&")

    assert link == f"/studio/inquiry/?{BASE}&use=speaker-bio&{SETTLED}&people=25&group=4.speaker-bio"


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("people=0&use=company-page&matching=no", "Say how many people need a photo: one at least."),
        (
            "people=5,000&use=company-page&matching=no",
            "We count up to 500 people. Start with one office or one department.",
        ),
        (
            "people=a+few&use=company-page&matching=no",
            "“a few” isn’t a whole number. Say how many people need a photo in digits, such as 25.",
        ),
        ("use=company-page&matching=no", "Say how many people need a photo."),
        ("people=5&matching=no", "Choose at least one place."),
        ("people=5&use=company-page", "Say whether the portraits must match."),
        (
            "people=5&use=moon&use=company-page&matching=no",
            read_query(load_framework(), QueryDict("use=moon")).problems[0],
        ),
        (
            "people=5&use=company-page&matching=no&some-1=30&also-1=speaker-bio",
            "A group of 30 doesn’t fit into a team of 5.",
        ),
        (
            "people=5&use=company-page&matching=no&some-1=3&also-1=speaker-bio&some-2=3&also-2=press-kit",
            "These groups have 6 people together, but your team has 5.",
        ),
        ("people=5&use=company-page&matching=no&some-1=3", "Say what else these 3 people need."),
        ("people=5&use=company-page&matching=no&also-1=press-kit", "Say how many people also need: Press kit."),
        (
            "people=5&use=company-page&matching=no&some-1=2&also-1=company-page",
            "Everybody needs this already: Company “About us” page. Choose another place, or clear this line.",
        ),
        ("people=5&use=company-page&matching=no&group=2.moon", "“moon” isn’t a place on our list."),
    ],
)
def test_bad_input_is_explained(client: Client, query: str, fault: str) -> None:
    response = client.get(f"/teams/?{query}")

    assert response.status_code == 422
    assert fault in read_page(response.content)
    assert client.get(f"/teams.json?{query}").json() == {"error": fault}


def test_nothing_typed_is_lost(client: Client) -> None:
    page = text(client.get("/teams/?people=many&use=press-kit&matching=no&some-1=x&also-1=speaker-bio&viewer=clients"))

    assert 'name="people" inputmode="numeric" autocomplete="off" value="many"' in page
    assert 'value="press-kit" checked' in page
    assert 'name="some-1" inputmode="numeric" autocomplete="off" value="x"' in page
    assert '<option value="speaker-bio" selected>' in page
    assert '<input type="hidden" name="viewer" value="clients">' in page


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("query", [DONE, OPEN, LONGEST], ids=["settled", "open", "longest"])
def test_the_sheet_is_one_page(client: Client, query: str, paper: str) -> None:
    response = client.get(f"/teams/sheet.pdf?{query}&paper={paper}")

    assert response["Content-Disposition"] == 'inline; filename="team-headshots.pdf"'
    assert len(read_pdf(response.content).pages) == 1


def test_the_sheet_says_what_each_group_needs(client: Client) -> None:
    assert "4 people also for Speaker bio Studio photo." in read_text(client.get(f"/teams/sheet.pdf?{DONE}").content)


def test_the_sheet_comes_on_no_other_paper(client: Client) -> None:
    response = client.get(f"/teams/sheet.pdf?{DONE}&paper=tabloid")

    assert response.status_code == 400
    assert "The sheet comes on letter or a4 paper." in text(response)


def test_the_sheet_of_answers_that_cannot_be_used_leads_to_the_form(client: Client) -> None:
    assert client.get("/teams/sheet.pdf?people=0")["Location"] == "/teams/?people=0"


def test_the_result_comes_as_json(client: Client) -> None:
    team = client.get(f"/teams.json?{DONE}").json()

    assert [(row["people"], row["also"], row["advice"]["verdict"]) for row in team["groups"]] == [
        (21, [], "plain"),
        (4, ["speaker-bio"], "studio"),
    ]
    assert team["missing"] == ["place", "deadline", "budget"]
    assert team["ways"] == [
        {"way": "plain", "dollars": [0, 0], "enough_for": 21, "too_little_for": 4, "open_for": 0},
        {"way": "ai", "dollars": [500, 1250], "enough_for": 0, "too_little_for": 25, "open_for": 0},
        {"way": "local", "dollars": [1080, 1080], "enough_for": 25, "too_little_for": 0, "open_for": 0},
        {"way": "studio", "dollars": None, "enough_for": 25, "too_little_for": 0, "open_for": 0},
    ]


def test_the_guide_is_a_page(client: Client) -> None:
    assert "<h1>One look for the whole team</h1>" in text(client.get("/teams/guide/"))


@pytest.mark.parametrize("path", ["/teams/", "/teams/guide/", "/teams/sheet.pdf", "/teams.json"])
def test_other_methods_are_a_405(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
