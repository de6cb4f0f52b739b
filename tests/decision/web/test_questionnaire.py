"""The questionnaire, page by page: works, changed answers, nothing chosen, unknown things, wrong methods."""

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client

from decision.address import REPAIR_NOTE, read_query
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.pages.strip import narrow_verdicts
from tests.pages import text

LINK_PROBLEM = "Something was wrong with this link."
VIEWER = load_framework().by_key["viewer"].title
HTMX = {"HX-Request": "true"}


def test_an_empty_start_asks_the_first_question(client: Client) -> None:
    response = client.get("/advice/")

    assert response.status_code == 302
    assert response["Location"] == "/advice/use/"


@pytest.mark.parametrize(
    ("answers", "next_page"),
    [
        ("use=linkedin", "/advice/viewer/?use=linkedin"),
        ("use=linkedin&asked=use", "/advice/viewer/?use=linkedin"),
        ("viewer=visitors&use=linkedin", "/advice/screening/?use=linkedin&viewer=visitors"),
        ("use=internal-directory", "/advice/screening/?use=internal-directory"),
        ("use=press-kit&current=none", "/advice/place/?use=press-kit&current=none"),
        ("use=press-kit&current=strong", "/advice/result/?use=press-kit&current=strong"),
        ("use=linkedin&utm_source=mail&fbclid=1", "/advice/viewer/?use=linkedin"),
    ],
)
def test_each_answer_leads_to_the_next_question_that_matters(client: Client, answers: str, next_page: str) -> None:
    response = client.get(f"/advice/?{answers}")

    assert response.status_code == 302
    assert response["Location"] == next_page


def test_a_settled_verdict_is_shown_at_once_with_both_next_steps(client: Client) -> None:
    page = text(client.get("/advice/?use=press-kit"))

    assert "The verdict is clear" in page
    assert 'href="/advice/current/?use=press-kit"' in page
    assert 'href="/advice/result/?use=press-kit"' in page


def test_a_question_page_shows_its_options_and_carries_the_other_answers(client: Client) -> None:
    response = client.get("/advice/viewer/?use=linkedin&use=personal-website&size=page")
    page = text(response)

    assert response.status_code == 200
    assert page.count('name="viewer"') == 7
    assert page.count('<input type="hidden" name="use"') == 2
    assert '<input type="hidden" name="size" value="page">' in page
    assert f"<h1>{VIEWER}</h1>" in page
    assert "Question 2 of about 4" in page


def test_an_answered_question_can_be_changed_and_the_later_answers_stay(client: Client) -> None:
    page = text(client.get("/advice/viewer/?use=linkedin&viewer=visitors&screening=no"))

    assert 'value="visitors" checked' in page
    assert '<input type="hidden" name="screening" value="no">' in page


def test_back_leads_to_the_previous_answered_question(client: Client) -> None:
    page = text(client.get("/advice/lifespan/?use=linkedin&viewer=visitors&screening=no"))

    assert 'href="/advice/screening/?use=linkedin&amp;viewer=visitors&amp;screening=no">Back' in page


def test_an_implied_question_leads_to_the_next_step(client: Client) -> None:
    response = client.get("/advice/viewer/?use=internal-directory")

    assert response.status_code == 302
    assert response["Location"] == "/advice/?use=internal-directory"


def test_nothing_chosen_is_an_error_beside_the_question(client: Client) -> None:
    page = text(client.get("/advice/?use=linkedin&asked=viewer"))

    assert f"<title>Error: {VIEWER}" in page
    assert '<h2 id="problem">Choose an answer to continue.</h2>' in page
    assert f'<a href="#first">{VIEWER}</a>' in page
    assert '<fieldset role="radiogroup" aria-invalid="true" aria-describedby="error hint">' in page
    assert '<p class="error" id="error">Choose an answer to continue.</p>' in page
    assert 'role="alert"' not in page


def test_no_place_chosen_is_an_error_of_the_group(client: Client) -> None:
    page = text(client.get("/advice/?asked=use"))

    assert '<fieldset aria-describedby="error hint">' in page
    assert page.count('id="problem"') == page.count('id="error"') == 1


def test_a_question_without_an_error_has_none_in_its_group(client: Client) -> None:
    page = text(client.get("/advice/viewer/?use=linkedin"))

    assert '<fieldset role="radiogroup" aria-describedby="hint">' in page


def find_reasons(**raw: str) -> tuple[str, ...]:
    """Return the sentences about the verdicts that are ruled out."""
    framework = load_framework()
    return narrow_verdicts(framework, read_answers(framework, raw)).reasons


def test_an_answer_that_rules_something_out_says_why_beside_the_next_question(client: Client) -> None:
    page = text(client.get("/advice/screening/?use=internal-directory"))

    (reason,) = find_reasons(use="internal-directory")
    assert f'<p class="small">{reason}</p>' in page


def test_the_settled_page_says_why(client: Client) -> None:
    page = text(client.get("/advice/?use=internal-directory&screening=yes"))

    assert " ".join(find_reasons(use="internal-directory", screening="yes")) in page


def test_the_last_question_is_counted_exactly(client: Client) -> None:
    assert "Question 2 of 2" in text(client.get("/advice/competition/?use=job-application"))


def test_htmx_gets_the_step_alone_with_the_address_to_push(client: Client) -> None:
    response = client.get("/advice/?use=linkedin&asked=use", headers=HTMX)
    page = text(response)

    assert response.status_code == 200
    assert "<html" not in page
    assert page.count('id="step"') == 1
    assert response["HX-Push-Url"] == "/advice/viewer/?use=linkedin"
    assert response["Cache-Control"] == "no-store"
    assert "HX-Request" in response["Vary"]


def test_htmx_restoring_history_gets_the_whole_page(client: Client) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}

    page = text(client.get("/advice/viewer/?use=linkedin", headers=headers))

    assert page.startswith("<!DOCTYPE html>")


def test_htmx_opens_the_result_as_a_page(client: Client) -> None:
    response = client.get("/advice/?use=press-kit&current=strong&asked=current", headers=HTMX)

    assert response.status_code == 200
    assert response["HX-Redirect"] == "/advice/result/?use=press-kit&current=strong"


def test_unknown_answers_are_named_and_the_rest_are_used(client: Client) -> None:
    page = text(client.get("/advice/viewer/?use=linkedin&viewer=aliens&shoes=red"))

    assert "“aliens”" in page
    assert "shoes" not in page
    assert page.count('<input type="hidden" name="use" value="linkedin">') == 1


def test_an_unknown_question_is_a_404_that_keeps_the_answers(client: Client) -> None:
    response = client.get("/advice/shoe-size/?use=linkedin")

    assert response.status_code == 404
    assert 'href="/advice/?use=linkedin"' in text(response)


def test_two_answers_to_one_question_are_named_and_it_is_asked_again(client: Client) -> None:
    page = text(client.get("/advice/?use=linkedin&viewer=clients&viewer=visitors", follow=True))

    (problem,) = read_query(load_framework(), QueryDict("viewer=clients&viewer=visitors")).problems
    assert f"<li>{problem}</li>" in page
    assert 'name="viewer" value="clients"' in page


def test_a_damaged_link_leads_on_with_a_note(client: Client) -> None:
    page = text(client.get("/advice/?use=linkedin%26viewer%3Dvisitors.", follow=True))

    assert page.count(REPAIR_NOTE) == 1
    assert page.count('<input type="hidden" name="viewer" value="visitors">') == 1


@pytest.mark.parametrize("address", ["/advice/", "/advice/viewer/?use=linkedin"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_wrong_methods_are_refused(client: Client, address: str, method: str) -> None:
    response: HttpResponse = getattr(client, method)(address)

    assert response.status_code == 405


def test_no_step_sets_a_cookie_or_asks_the_database(client: Client) -> None:
    # No database mark: pytest-django refuses any query.
    response = client.get("/advice/viewer/?use=linkedin")

    assert response.cookies == {}
    assert response["X-Robots-Tag"] == "noindex"


def test_without_htmx_a_sent_form_leads_to_the_settled_page_under_its_own_address(client: Client) -> None:
    response = client.get("/advice/?asked=use&use=press-kit")

    assert response.status_code == 302
    assert response["Location"] == "/advice/?use=press-kit"


@pytest.mark.django_db
@pytest.mark.parametrize("start", ["/advice/?use=moon", "/advice/result/?use=moon", "/advice/?use%3Dlinkedin"])
def test_unknown_answers_are_named_after_a_redirect_too(client: Client, start: str) -> None:
    page = text(client.get(start, follow=True))

    assert LINK_PROBLEM in page


def test_a_question_without_a_place_asks_for_the_place_first(client: Client) -> None:
    response = client.get("/advice/viewer/?use=moon")

    assert response.status_code == 302
    assert response["Location"] == "/advice/use/?use=moon"


def test_a_wrong_method_is_a_405_and_not_a_csrf_failure() -> None:
    strict = Client(enforce_csrf_checks=True)

    statuses = [strict.post(address).status_code for address in ("/", "/advice/", "/advice/result/", "/advice.json")]

    assert statuses == [405, 405, 405, 405]


def test_not_sure_is_a_choice_that_leaves_the_question_open(client: Client) -> None:
    response = client.get("/advice/?asked=viewer&use=linkedin&viewer=unsure")

    assert response["Location"] == "/advice/screening/?use=linkedin&unsure=viewer"


def test_a_question_left_open_is_chosen_as_such_when_it_is_opened_again(client: Client) -> None:
    page = text(client.get("/advice/viewer/?use=linkedin&unsure=viewer"))

    assert 'name="viewer" value="unsure" checked' in page
    assert '<input type="hidden" name="unsure"' not in page


def test_not_sure_is_refused_for_a_question_that_must_be_answered(client: Client) -> None:
    page = text(client.get("/advice/lifespan/?use=linkedin&viewer=visitors&lifespan=unsure", follow=True))

    assert "“unsure” isn’t an answer" in page


def test_back_leads_to_a_question_left_open(client: Client) -> None:
    page = text(client.get("/advice/screening/?use=linkedin&unsure=viewer"))

    assert 'href="/advice/viewer/?use=linkedin&amp;unsure=viewer">Back' in page


def test_what_is_worn_is_asked_last_where_the_plan_has_an_ai_picture(client: Client) -> None:
    low = "use=community-profile&viewer=nobody&screening=no&matching=no&size=page&current=none&selfies=good"

    response = client.get(f"/advice/?asked=selfies&{low}")

    assert response["Location"] == f"/advice/worn/?{low}"
    assert "One last question, so you know what to check." in text(client.get(response["Location"]))
    assert client.get(f"/advice/?asked=worn&{low}&worn=glasses")["Location"].startswith("/advice/result/")


def test_what_is_worn_is_not_asked_for_a_real_photo(client: Client) -> None:
    response = client.get("/advice/?asked=current&use=internal-directory&screening=yes&current=weak")

    assert response["Location"] == "/advice/result/?use=internal-directory&screening=yes&current=weak"


def test_whether_a_photo_is_asked_for_is_asked_of_applications_alone(client: Client) -> None:
    asked = client.get("/advice/requested/?use=job-application")
    skipped = client.get("/advice/requested/?use=job-application&use=linkedin")

    assert asked.status_code == 200
    assert skipped["Location"] == "/advice/?use=linkedin&use=job-application"


def test_an_id_photo_is_settled_by_itself(client: Client) -> None:
    assert client.get("/advice/?asked=use&use=id-photo")["Location"] == "/advice/result/?use=id-photo"


def test_a_settled_verdict_says_how_many_questions_lead_to_the_plan(client: Client) -> None:
    assert "1 to 4 more short questions" in text(client.get("/advice/?use=press-kit"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/advice/result/?use=linkedin&viewer=recruiters&worn=glasses&framework=2026.1",
        "/advice/viewer/?use=id-photo&framework=2026.1",
        "/advice/?use=job-application&competition=open&framework=2026.1",
        "/advice/result/?use=press-kit&current=ai-made&unsure=viewer&framework=2026.1",
    ],
)
def test_a_newer_answer_in_an_older_address_is_named_and_never_a_fault(client: Client, address: str) -> None:
    response = client.get(address, follow=True)

    assert response.status_code == 200
    assert (LINK_PROBLEM in text(response)) == ("worn" not in address)
