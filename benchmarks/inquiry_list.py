"""How long the working list takes with 500 and with 50,000 inquiries. In a database of its own, thrown away after.

.venv/bin/python -m benchmarks.inquiry_list
"""

import os
import statistics
import time
from datetime import timedelta
from uuid import uuid4

import django
from django.test.utils import get_runner, setup_test_environment

ADDRESSES = ("", "work=overdue", "status__exact=new", "verdict__exact=studio&main_use__exact=linkedin", "q=ana", "p=9")
SIZES = (500, 50_000)
REPEATS = 5


def main() -> None:
    """Print the median milliseconds of each address at both sizes, and their ratio."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    setup_test_environment()
    from django.conf import settings  # noqa: PLC0415  after the setup

    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        report()
    finally:
        runner.teardown_databases(databases)


def report() -> None:
    """Fill the list twice and time it."""
    from django.test import Client  # noqa: PLC0415

    from tests.studio.factories import make_staff  # noqa: PLC0415

    client = Client()
    client.force_login(make_staff())
    times = {size: measure(client, size) for size in SIZES}
    for address in ADDRESSES:
        small, large = (times[size][address] for size in SIZES)
        print(f"{address or 'all':50} {small:7.1f} ms {large:7.1f} ms  x {large / small:.2f}")


def measure(client: object, size: int) -> dict[str, float]:
    """Return the median milliseconds of each address with `size` inquiries."""
    fill(size)
    return {address: time_list(client, address) for address in ADDRESSES}


def time_list(client: object, address: str) -> float:
    """Return the median milliseconds of one address."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        client.get(f"/admin/studio/inquiry/?{address}")  # type: ignore[attr-defined]
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def fill(size: int) -> None:
    """Copy one inquiry until there are `size`: a tenth of the people sent two, a third are open."""
    from studio.models import Inquiry, Status  # noqa: PLC0415
    from tests.studio.factories import make_inquiry  # noqa: PLC0415

    model = make_inquiry()
    statuses = [Status.DONE, Status.DECLINED, Status.NEW, Status.CONTACTED, Status.DONE, Status.DONE]
    rows = []
    for number in range(Inquiry.objects.count(), size):
        row = Inquiry.objects.defer("email_key", "phone_key").get(pk=model.pk) if not rows else copy(rows[0])
        row.pk, row.idempotency_key = None, uuid4()
        row.reference, row.token_hash = f"HB-{number:06d}", f"{number}"
        row.email = f"person{number % (size * 9 // 10)}@example.org"
        row.status = statuses[number % len(statuses)]
        row.created_at = model.created_at - timedelta(minutes=number)
        rows.append(row)
    Inquiry.objects.bulk_create(rows, batch_size=500)


def copy(row: object) -> object:
    """Return another row with the same values."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.generated]  # type: ignore[attr-defined]
    return type(row)(**{name: getattr(row, name) for name in fields})


if __name__ == "__main__":
    main()
