"""The embedded page in a frame of another site: where it is allowed, how tall the frame gets, no cookies."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, Frame, Page, expect
from pytest_django import Settings

from tests.browser.watching import REPORT_VIOLATIONS

HEIGHT = 300  # pixels, until the script sets the frame's height


class Host(ThreadingHTTPServer):
    """Another site, with our snippet on its page. It has two names, and only one of them is on our list."""

    def __init__(self, ours: str) -> None:
        self.ours = ours
        self.show('<script src="{script}"></script>{frame}')
        super().__init__(("localhost", 0), Answer)
        self.allowed = f"http://localhost:{self.server_port}"
        self.refused = f"http://127.0.0.1:{self.server_port}"

    def show(self, snippet: str, attributes: str = "") -> None:
        """Change the page; a snippet names {script} and {frame}."""
        frame = f'<iframe {attributes} src="{self.ours}/embed/" title="Advice" height="{HEIGHT}"></iframe>'
        filled = snippet.format(script=f"{self.ours}/embed/height.js", frame=frame)
        self.page = f"<!doctype html><title>A host</title>{filled}"


class Answer(BaseHTTPRequestHandler):
    """Sends the page of the host."""

    server: Host

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.server.page.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the library's
        """Say nothing."""


@pytest.fixture
def host(base_url: str, settings: Settings) -> Iterator[Host]:
    with Host(base_url) as host:
        settings.EMBED_HOSTS = [host.allowed.removeprefix("http://")]
        Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


@pytest.fixture
def said() -> list[str]:
    """The console messages about policies."""
    return []


@pytest.fixture
def visitor(browser: Browser, said: list[str]) -> Iterator[Page]:
    """A browser on another site. It isn’t watched, because it calls two hosts."""
    context = browser.new_context()
    context.add_init_script(REPORT_VIOLATIONS)
    context.on("console", lambda message: said.append(message.text))
    yield context.new_page()
    context.close()


def enter_frame(page: Page) -> Frame:
    frame = page.frames[1]
    frame.wait_for_load_state()
    return frame


def test_a_host_on_the_list_shows_it(visitor: Page, host: Host, said: list[str]) -> None:
    visitor.goto(host.allowed)
    frame = enter_frame(visitor)

    frame.get_by_label("Where will the photo appear?").select_option("linkedin")
    frame.get_by_label("Who looks at it?").select_option("recruiters")
    frame.get_by_role("button", name="Check").click()
    expect(frame.locator(".verdict")).to_have_attribute("data-verdict", "studio")
    content = frame.evaluate("document.documentElement.scrollHeight")

    assert content > HEIGHT
    visitor.wait_for_function(f"document.querySelector('iframe').offsetHeight >= {content}")
    assert visitor.context.cookies() == []
    assert said == []


@pytest.mark.parametrize(
    "snippet",
    [
        '{frame}<script type="module" src="{script}"></script>',
        '<script async src="{script}?ver=6.4"></script>{frame}',
        '{frame}<script>import("{script}")</script>',
        '<script src="{script}" defer crossorigin></script>{frame}{frame}',
        """<iframe title="A builder" srcdoc='<script src="{script}"></script>{frame}'></iframe>""",
    ],
    ids=["module", "async with a query", "import", "two frames", "a frame in a frame"],
)
def test_the_frame_grows_however_the_script_is_loaded(visitor: Page, host: Host, said: list[str], snippet: str) -> None:
    host.show(snippet)

    visitor.goto(host.allowed)

    inner = visitor.frames[1] if "srcdoc" in snippet else visitor
    frames = inner.get_by_title("Advice")
    for number in range(snippet.count("{frame}")):
        expect(frames.nth(number)).to_have_attribute("style", re.compile(r"^height: \d+px;$"))
    assert said == []


def test_a_script_that_comes_late_asks_the_frame(visitor: Page, host: Host) -> None:
    host.show("{frame}")
    visitor.goto(host.allowed)
    enter_frame(visitor)

    visitor.add_script_tag(url=f"{host.ours}/embed/height.js")

    expect(visitor.get_by_title("Advice")).to_have_attribute("style", re.compile(r"^height: \d+px;$"))


SEND_TWENTY = """async () => {
  for (let number = 0; number < 20; number++) {
    const arrival = new Promise((resolve) => addEventListener("message", ({ data }) => data === number && resolve()));
    postMessage(number, "*");
    await arrival;
  }
  return window.heights;
}"""


def test_opened_without_a_page_around_it_the_frame_does_not_answer_itself(page: Page, base_url: str) -> None:
    page.add_init_script(
        "window.heights = 0; addEventListener('message', (e) => { heights += !!e.data?.headshotAdvisor; });"
    )
    page.goto(f"{base_url}/embed/")

    assert page.evaluate(SEND_TWENTY) < 5


TOKENS = ("allow-scripts", "allow-forms", "allow-popups", "allow-popups-to-escape-sandbox", "allow-same-origin")


def open_in_sandbox(visitor: Page, host: Host, *, without: str = "") -> Frame:
    tokens = " ".join(token for token in TOKENS if token != without)
    host.show('<script src="{script}"></script>{frame}', f'sandbox="{tokens}"')
    visitor.goto(host.allowed)
    frame = enter_frame(visitor)
    frame.get_by_label("Where will the photo appear?").select_option("press-kit")
    return frame


@pytest.mark.parametrize("without", ["", "allow-scripts", "allow-same-origin"])
def test_in_a_sandbox_form_and_links_work(visitor: Page, host: Host, without: str) -> None:
    frame = open_in_sandbox(visitor, host, without=without)

    frame.get_by_role("button", name="Check").click()
    with visitor.context.expect_page() as opened:
        frame.get_by_role("link", name="See why, and what to do").click()

    expect(opened.value.locator("h1")).to_have_text("Use a real photograph for this")
    grows = visitor.get_by_title("Advice").get_attribute("style") is not None
    assert grows is (without == "")


def test_a_sandbox_without_forms_says_so_in_the_console(visitor: Page, host: Host) -> None:
    frame = open_in_sandbox(visitor, host, without="allow-forms")

    with visitor.context.expect_console_message(lambda message: "'allow-forms' permission" in message.text):
        frame.get_by_role("button", name="Check").click()


def test_a_sandbox_that_keeps_popups_in_opens_an_error_page(visitor: Page, host: Host) -> None:
    frame = open_in_sandbox(visitor, host, without="allow-popups-to-escape-sandbox")
    frame.get_by_role("button", name="Check").click()

    with visitor.context.expect_page() as opened:
        frame.get_by_role("link", name="See why, and what to do").click()

    opened.value.wait_for_url("chrome-error://**")


def test_the_way_on_leads_to_the_whole_site_in_a_tab_of_its_own(visitor: Page, host: Host, base_url: str) -> None:
    visitor.goto(host.allowed)
    frame = enter_frame(visitor)
    frame.get_by_label("Where will the photo appear?").select_option("press-kit")
    frame.get_by_role("button", name="Check").click()

    with visitor.context.expect_page() as opened:
        frame.get_by_role("link", name="See why, and what to do").click()

    assert opened.value.url == f"{base_url}/advice/result/?use=press-kit"
    assert opened.value.evaluate("window.top === window")
    assert visitor.url == f"{host.allowed}/"


def test_a_host_that_is_not_on_the_list_shows_nothing(visitor: Page, host: Host, said: list[str]) -> None:
    visitor.goto(host.refused)
    visitor.wait_for_load_state("networkidle")

    assert visitor.frames[1].get_by_role("heading").count() == 0
    assert len([text for text in said if "frame-ancestors" in text]) == 1


@pytest.mark.parametrize("width", [300, 700])
def test_it_fits_the_frames_that_sites_have_room_for(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto("/embed/?use=personal-website&viewer=clients")

    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_works_without_scripts(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/embed/")

    page.get_by_label("Where will the photo appear?").select_option("press-kit")
    page.get_by_role("button", name="Check").click()

    expect(page.locator(".verdict")).to_have_attribute("data-verdict", "studio")
    assert context.cookies() == []
    context.close()
