"""The server is killed at each step of an inquiry: nothing is lost, and emails repeat only in one known case."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

import pytest

from tests.studio.factories import make_form_data
from tools.harness.mail_sink import STEPS, Sink
from tools.harness.site import PATIENCE, Site, wait_until

pytestmark = pytest.mark.slow

MAILS = 2  # that one inquiry writes
# `make stress` kills the worker at each step; `make test-slow` at the one after which an email is repeated.
KILLED_AT = STEPS if "ALL_FAULTS" in os.environ else ("accepted",)


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with Sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sink: Sink) -> Iterator[Site]:
    """A running site whose workers take over at once from one that was killed."""
    site = Site(tmp_path_factory.mktemp("site"), EMAIL_URL=sink.url, MAIL_LEASE="0")
    with site.serve():
        yield site


@pytest.fixture
def before(site: Site, sink: Sink) -> tuple[int, int]:
    """Inquiries and emails of earlier tests, all of them delivered."""
    sink.deliveries.clear()
    sink.stopped.clear()
    return count_rows(site)


def make_stranger() -> dict[str, str]:
    """Return the form of a new person, because one mailbox gets at most three confirmations a day."""
    return make_form_data(email=f"{uuid4().hex}@example.org")


def count_rows(site: Site) -> tuple[int, int]:
    """Return how many inquiries and emails are kept."""
    ((inquiries, mails),) = site.ask("SELECT (SELECT count(*) FROM studio_inquiry), (SELECT count(*) FROM studio_mail)")
    return inquiries, mails


def expect_one_more(site: Site, before: tuple[int, int]) -> None:
    """Check that one inquiry was added with its emails, and that all were sent."""
    assert count_rows(site) == (before[0] + 1, before[1] + MAILS)
    assert set(site.ask("SELECT state FROM studio_mail")) == {("sent",)}


def send_inquiry(site: Site) -> None:
    status, _ = site.post(make_stranger())
    assert status == 302


@pytest.mark.parametrize("step", KILLED_AT)
def test_a_worker_killed_while_it_talks_to_the_mail_server(
    site: Site, sink: Sink, before: tuple[int, int], step: str
) -> None:
    send_inquiry(site)
    sink.stop_at = step
    worker = site.start_worker("--once")
    assert sink.stopped.wait(PATIENCE)
    worker.kill()
    worker.wait(PATIENCE)

    site.deliver()

    expect_one_more(site, before)
    # The known case: the server accepted the email, and the worker was killed before it knew.
    assert sorted(Counter(sink.message_ids).values()) == ([1, 2] if step == "accepted" else [1, 1])


@pytest.fixture
def held(site: Site, tmp_path: Path) -> Iterator[Path]:
    """Serve without answering forms; files in the folder show how far one has come. Serve as usual afterward."""
    site.kill_server()
    site.environment["HOLD"] = str(tmp_path)
    site.start_server("tests.studio.held_site")
    yield tmp_path
    del site.environment["HOLD"]


def test_a_server_killed_before_it_keeps_anything(site: Site, sink: Sink, before: tuple[int, int], held: Path) -> None:
    data = make_stranger()
    with ThreadPoolExecutor(1) as browser, site.hold_writes():
        answer = browser.submit(site.post, data)
        wait_until((held / "arrived").exists)
        site.kill_server()
        with pytest.raises((HTTPException, OSError)):
            answer.result(PATIENCE)
    kept = count_rows(site)

    site.start_server()
    status, _ = site.post(data)
    site.deliver()

    assert (kept, status) == (before, 302)
    expect_one_more(site, before)
    assert sorted(Counter(sink.message_ids).values()) == [1, 1]


def test_a_server_killed_between_commit_and_reply(site: Site, sink: Sink, before: tuple[int, int], held: Path) -> None:
    data = make_stranger()
    with ThreadPoolExecutor(1) as browser:
        answer = browser.submit(site.post, data)
        wait_until((held / "kept").exists)
        site.kill_server()
        with pytest.raises((HTTPException, OSError)):
            answer.result(PATIENCE)
    kept = count_rows(site)

    site.start_server()
    status, _ = site.post(data)
    site.deliver()

    assert (kept, status) == ((before[0] + 1, before[1] + MAILS), 302)
    expect_one_more(site, before)
    assert sorted(Counter(sink.message_ids).values()) == [1, 1]


def test_an_unavailable_mail_server_loses_nothing(site: Site, sink: Sink, before: tuple[int, int]) -> None:
    send_inquiry(site)
    working, site.environment["EMAIL_URL"] = site.environment["EMAIL_URL"], "smtp://127.0.0.1:9"
    site.deliver()
    site.environment["EMAIL_URL"] = working
    states = site.ask("SELECT state, fault, attempts FROM studio_mail WHERE state <> 'sent'")
    site.let_time_pass()
    site.deliver()

    assert states == [("waiting", "ConnectionRefusedError", 1)] * MAILS
    expect_one_more(site, before)
    assert sorted(Counter(sink.message_ids).values()) == [1, 1]
