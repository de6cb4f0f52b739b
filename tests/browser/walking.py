"""Walk through the questionnaire as a person does, and check each step."""

from playwright.sync_api import Locator, Page, expect

from decision.content import content
from decision.core.framework import load_framework
from tests.browser.hands import Hand
from tests.browser.journeys import Answer, Journey


def walk(page: Page, hand: Hand, journey: Journey, *, swaps: bool = True) -> None:
    """Go from the first page to the result; `swaps` says whether htmx brings the steps."""
    page.goto("/")
    # The home page and the step after its form are full pages.
    answer_all(page, hand, journey.until_verdict[:2], swaps=False)
    answer_all(page, hand, journey.until_verdict[2:], swaps=swaps)
    expect(page.locator(".verdict")).to_have_attribute("data-verdict", journey.verdict)
    wait_for_htmx(page)
    hand.press(find_way_to_plan(page))
    answer_all(page, hand, journey.until_plan, swaps=swaps)
    page.wait_for_url(f"**{journey.result_address}")


def find_way_to_plan(page: Page) -> Locator:
    """Return the link from the settled verdict to the questions about the plan."""
    return page.get_by_role("link", name="Continue to the plan")


def answer_all(page: Page, hand: Hand, answers: tuple[Answer, ...], *, swaps: bool = True) -> None:
    """Answer the questions as they come; each must be the one that is expected next."""
    for key, options in answers:
        expect(page.locator('input[name="asked"]')).to_have_value(key)
        if swaps:
            expect_arrival(page, key)
        else:
            wait_for_htmx(page)
        for option in options:
            hand.choose(page, key, option)
        hand.press(page.get_by_role("button", name="Continue"))


def wait_for_htmx(page: Page) -> None:
    """Wait until htmx handles links and buttons; before that they load the same step as a full page."""
    page.wait_for_load_state("load")
    expect(page.locator(".htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def expect_arrival(page: Page, key: str) -> None:
    """Check that a swap moved focus to the heading, announced the progress and set the title."""
    title = load_framework().by_key[key].title
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_focused()
    expect(page.locator("#announcer")).to_have_text(page.locator("[data-announce]").inner_text())
    expect(page).to_have_title(f"{title} – Headshot Advisor")


def expect_result(page: Page, journey: Journey) -> None:
    """Check that the result shows this verdict and plan."""
    expect(page.locator("header.verdict .mark").last).to_have_attribute("data-verdict", journey.verdict)
    expect(page.locator("header.verdict")).to_contain_text(content().plans[journey.plan].title)
