"""Back, forward, reload, two tabs and second thoughts: the address holds everything, so all of them work."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hands import Mouse, find_input
from tests.browser.journeys import JOURNEYS, answer
from tests.browser.walking import (
    answer_all,
    expect_arrival,
    expect_result,
    find_way_to_plan,
    wait_for_htmx,
    walk,
)
from tests.browser.watching import OpenContext

RECRUITERS = JOURNEYS[2]
AT_EACH_STEP = (
    ("/", "asked", "use"),
    ("/advice/viewer/?use=linkedin", "asked", "viewer"),
    ("/advice/?use=linkedin&viewer=recruiters", "settled", ""),
    ("/advice/current/?use=linkedin&viewer=recruiters", "asked", "current"),
    ("/advice/place/?use=linkedin&viewer=recruiters&current=weak", "asked", "place"),
    ("/advice/deadline/?use=linkedin&viewer=recruiters&current=weak&place=nyc", "asked", "deadline"),
    ("/advice/budget/?use=linkedin&viewer=recruiters&current=weak&place=nyc&deadline=flexible", "asked", "budget"),
    (RECRUITERS.result_address, "result", ""),
)


CHOSEN = dict(RECRUITERS.until_verdict + RECRUITERS.until_plan)


def expect_step(page: Page, address: str, station: str, key: str) -> None:
    """Expect this page; a question comes with the choice that was made there."""
    if station == "asked":
        expect(page.locator('input[name="asked"]')).to_have_value(key)
        expect(find_input(page, key, *CHOSEN[key])).to_be_checked()
    elif station == "settled":
        expect(find_way_to_plan(page)).to_be_visible()
    else:
        expect_result(page, RECRUITERS)
    # A plain form adds which question it asked; htmx leaves the answer in the address of its question.
    found = re.sub("asked=[a-z]+&", "", page.url)
    assert found.removesuffix(f"&{key}={''.join(CHOSEN.get(key, ()))}").endswith(address)


@pytest.mark.parametrize("javascript", [True, False], ids=["htmx", "plain"])
def test_back_and_forward_through_every_step(new_context: OpenContext, javascript: bool) -> None:
    page = new_context(java_script_enabled=javascript).new_page()
    walk(page, Mouse(), RECRUITERS, swaps=javascript)

    for address, station, key in reversed(AT_EACH_STEP[:-1]):
        page.go_back()
        expect_step(page, address, station, key)
    for address, station, key in AT_EACH_STEP[1:]:
        page.go_forward()
        expect_step(page, address, station, key)


def test_two_tabs_are_two_journeys(page: Page) -> None:
    other = page.context.new_page()
    page.goto("/")
    other.goto("/")
    hand = Mouse()

    answer_all(page, hand, (answer("use", "linkedin"), answer("viewer", "recruiters")), swaps=False)
    answer_all(other, hand, (answer("use", "press-kit"),), swaps=False)
    hand.press(page.get_by_role("link", name="See the verdict now"))
    hand.press(other.get_by_role("link", name="See the verdict now"))

    expect(page).to_have_url(re.compile(r"/advice/result/\?use=linkedin&viewer=recruiters$"))
    expect(other).to_have_url(re.compile(r"/advice/result/\?use=press-kit$"))


def test_a_changed_answer_keeps_the_later_ones(page: Page) -> None:
    page.goto(f"{RECRUITERS.result_address}#why")

    page.get_by_role("link", name="Change who looks").click()
    expect(page.get_by_role("radio", name="Recruiters")).to_be_checked()
    answer_all(page, Mouse(), (answer("viewer", "clients"),), swaps=False)

    page.wait_for_url("**" + RECRUITERS.result_address.replace("recruiters", "clients"))


def test_a_reload_in_the_middle_changes_nothing(page: Page) -> None:
    page.goto("/")
    answer_all(page, Mouse(), RECRUITERS.until_verdict, swaps=False)
    find_way_to_plan(page).click()
    expect_arrival(page, "current")

    page.reload()

    answer_all(page, Mouse(), RECRUITERS.until_plan[:1], swaps=False)
    expect_arrival(page, "place")
    expect(page).to_have_url(re.compile(r"/advice/place/\?use=linkedin&viewer=recruiters&current=weak$"))


def test_nothing_chosen_leads_to_the_error_and_from_there_to_the_question(page: Page) -> None:
    page.goto("/advice/use/")

    page.get_by_role("button", name="Continue").click()

    expect(page).to_have_title(re.compile("^Error: "))
    summary = page.get_by_role("group", name=page.locator("#error").inner_text())
    expect(summary).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#announcer")).to_be_empty()
    summary.get_by_role("link").click()
    expect(page.get_by_role("checkbox", name="LinkedIn")).to_be_focused()


def test_a_step_that_htmx_cannot_fetch_is_opened_as_a_page(page: Page) -> None:
    def refuse_htmx(route: Route) -> None:
        route.abort() if "hx-request" in route.request.headers else route.continue_()

    page.goto("/advice/viewer/?use=linkedin")
    page.route("**/advice/**", refuse_htmx)
    answer_all(page, Mouse(), (answer("viewer", "recruiters"),), swaps=False)

    expect(find_way_to_plan(page)).to_be_visible()


def test_a_double_click_makes_one_step(new_context: OpenContext) -> None:
    page = new_context(reduced_motion="no-preference").new_page()
    page.goto("/advice/viewer/?use=internal-directory&use=company-page&viewer=visitors&screening=no")
    wait_for_htmx(page)

    # The second click arrives when the next question is shown, and must not send its earlier answer.
    button = page.get_by_role("button", name="Continue")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    with page.expect_response("**/advice/?**"):
        page.mouse.click(box["x"] + 10, box["y"] + 10, click_count=2)

    expect(page.locator('input[name="asked"]')).to_have_value("matching")
    expect(page.locator(".htmx-request")).to_have_count(0)
    expect(page.locator('input[name="asked"]')).to_have_value("matching")


def open_two_steps(page: Page) -> None:
    """Go from one question to the next by htmx."""
    page.goto("/advice/viewer/?use=linkedin")
    answer_all(page, Mouse(), (answer("viewer", "visitors"),), swaps=False)
    expect_arrival(page, "screening")


def test_a_double_click_on_a_what_if_is_one_step(page: Page) -> None:
    page.goto(RECRUITERS.result_address)
    wait_for_htmx(page)

    page.get_by_role("link", name="If curious strangers look").dblclick()
    expect(page.get_by_role("heading", level=1, name="Then it depends on a few more answers")).to_be_visible()
    wait_for_htmx(page)
    page.go_back()

    expect_result(page, RECRUITERS)


def test_back_from_a_what_if_that_cannot_be_fetched_explains_itself_too(page: Page) -> None:
    page.goto(RECRUITERS.result_address)
    page.get_by_role("link", name="If curious strangers look").click()
    expect(page.get_by_role("heading", level=1, name="Then it depends on a few more answers")).to_be_visible()
    page.route("**/advice/result/**", lambda route: route.abort())

    page.evaluate("history.back()")

    expect(page.get_by_role("heading", level=1, name="This page didn’t load")).to_be_focused()
    page.unroute("**/advice/result/**")
    page.get_by_role("link", name="Try again").click()
    expect_result(page, RECRUITERS)


def test_back_without_a_connection_explains_itself_and_can_be_tried_again(page: Page) -> None:
    open_two_steps(page)
    page.context.set_offline(True)

    page.evaluate("history.back()")

    expect(page.get_by_role("heading", level=1, name="This page didn’t load")).to_be_focused()
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(find_input(page, "viewer", "visitors")).to_be_checked()


def test_back_to_a_site_that_refuses_opens_its_explanation(page: Page) -> None:
    open_two_steps(page)
    page.route("**/advice/viewer/**", lambda route: route.fulfill(status=503, body="<h1>Closed for a moment</h1>"))

    page.evaluate("history.back()")

    expect(page.get_by_role("heading", name="Closed for a moment")).to_be_visible()
