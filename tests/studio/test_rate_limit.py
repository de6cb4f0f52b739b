from datetime import UTC, datetime, timedelta

import pytest

from studio.models import RecentUse
from studio.rate_limit import take_place

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


def test_the_first_ones_have_a_place() -> None:
    taken = [take_place("mailbox", "ana@example.org", most=2, now=NOON) for _ in range(3)]

    assert taken == [True, True, False]


def test_each_has_places_of_their_own() -> None:
    take_place("mailbox", "ana@example.org", most=1, now=NOON)

    assert take_place("mailbox", "ben@example.org", most=1, now=NOON)
    assert take_place("mails", "ana@example.org", most=1, now=NOON)


def test_after_24_hours_all_is_forgotten() -> None:
    take_place("mailbox", "ana@example.org", most=1, now=NOON)
    day = timedelta(hours=24)

    before = take_place("mailbox", "ana@example.org", most=1, now=NOON + day - timedelta(seconds=1))
    after = take_place("mailbox", "ana@example.org", most=1, now=NOON + day)

    assert (before, after) == (False, True)
    assert RecentUse.objects.get().began_at == NOON + day


def test_nobody_reads_an_address_in_it() -> None:
    take_place("address", "192.0.2.7", most=1, now=NOON)

    (row,) = RecentUse.objects.values()
    assert "192.0.2.7" not in str(row)
    assert len(row["keyed_hash"]) == 64


def test_what_a_clock_counted_that_was_set_back_since_is_forgotten() -> None:
    take_place("mailbox", "ana@example.org", most=1, now=NOON + timedelta(days=365))

    assert take_place("mailbox", "ana@example.org", most=1, now=NOON)


def test_the_clock_of_another_server_may_be_a_little_ahead() -> None:
    take_place("mailbox", "ana@example.org", most=1, now=NOON + timedelta(seconds=30))

    assert not take_place("mailbox", "ana@example.org", most=1, now=NOON)
