"""Many requests at once, with real server processes and a database."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from studio.links import make_token
from tests.studio.factories import make_form_data
from tools.harness.site import PATIENCE, Site

pytestmark = pytest.mark.slow

AT_ONCE = 200
BUSY = 503
A_FEW = 20


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running site with a new database."""
    site = Site(tmp_path_factory.mktemp("site"))
    with site.serve():
        yield site


def list_inquiries(site: Site, key: str) -> list[tuple[str, str, str | None]]:
    """Return (reference, message, possible duplicate of) of every inquiry with that key."""
    return site.ask(
        f"""
        SELECT one.reference, one.message, earlier.reference FROM studio_inquiry one
        LEFT JOIN studio_inquiry earlier ON earlier.id = one.possible_duplicate_of_id
        WHERE one.idempotency_key = '{key if site.postgres else UUID(key).hex}' ORDER BY one.id
        """  # noqa: S608  our own key
    )


def post_until_taken(site: Site, data: dict[str, str]) -> tuple[int, str]:
    """Post a form, and again while the site says that this network has too much waiting (503 with Retry-After)."""
    while (answer := site.post(data))[0] == BUSY:
        pass
    return answer


def test_200_identical_posts_at_once_are_one_inquiry(site: Site) -> None:
    data = make_form_data()

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(lambda _: post_until_taken(site, data), range(AT_ONCE)))

    ((reference, message, duplicate_of),) = list_inquiries(site, data["key"])
    assert {status for status, _ in answers} == {302}
    assert {urlsplit(location).path for _, location in answers} == {f"/studio/inquiry/sent/{reference}/"}
    assert (message, duplicate_of) == ("Mornings are best.", None)


def test_two_workers_at_once_send_each_mail_once(site: Site) -> None:
    site.post(make_form_data())
    references = [reference for (reference,) in site.ask("SELECT reference FROM studio_inquiry")]

    workers = [site.start_worker("--once") for _ in range(2)]

    assert [worker.wait(PATIENCE) for worker in workers] == [0, 0]
    assert [site.count_confirmations(reference) for reference in references] == [1] * len(references)
    assert set(site.ask("SELECT state, attempts FROM studio_mail")) == {("sent", 1)}


def test_different_posts_with_one_key_at_once_are_all_kept(site: Site) -> None:
    data = make_form_data()

    with ThreadPoolExecutor(A_FEW) as crowd:
        answers = list(crowd.map(lambda n: site.post(data | {"message": f"Number {n}"}), range(A_FEW)))

    kept = list_inquiries(site, data["key"])
    first = kept[0][0]
    assert {status for status, _ in answers} == {302}
    assert sorted(message for _, message, _ in kept) == sorted(f"Number {n}" for n in range(A_FEW))
    assert [duplicate_of for _, _, duplicate_of in kept] == [None, *[first] * (A_FEW - 1)]


def test_of_clients_who_pick_one_time_at_once_one_gets_it(site: Site) -> None:
    message = "Any day in May."
    for _ in range(A_FEW):
        site.post(make_form_data(message=message))
    site.ask(
        f"""
        INSERT INTO studio_offeredtime (inquiry_id, starts_at, minutes, at)
        SELECT id, '{timezone.now() + timedelta(days=30)}', 60, '{timezone.now()}' FROM studio_inquiry
        WHERE message = '{message}' RETURNING id
        """  # noqa: S608  our own words
    )
    offered = site.ask(
        "SELECT reference, studio_offeredtime.id FROM studio_offeredtime JOIN studio_inquiry"
        " ON inquiry_id = studio_inquiry.id"
    )
    pages = [(reverse("studio:own-pick", args=[make_token(reference)]), str(time)) for reference, time in offered]

    with ThreadPoolExecutor(A_FEW) as crowd:
        answers = list(crowd.map(lambda page: site.post({"time": page[1]}, page[0]), pages))

    assert [status for status, _ in answers] == [302] * A_FEW
    assert site.ask("SELECT count(picked_at) FROM studio_offeredtime") == [(1,)]
