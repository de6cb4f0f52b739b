"""Queries and time of the staff pages with 50 and with 50,000 inquiries, in a temporary database.

.venv/bin/python -m tools.bench.staff_pages
"""

import statistics
from datetime import timedelta
from time import perf_counter
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

# isort: off
from tools.bench import site  # noqa: F401  # sets Django up, which the models below need

# isort: on
from studio.cleanup import update_statistics
from studio.demo.stage import MANAGER_GROUP, MANAGER_NAME, make_account, stage_demo
from studio.models import Inquiry, SearchText, Status

LIST = "studio/inquiry/"
ADDRESSES = (
    "", "funnel/", "studio/inquiry/sessions/", "studio/mail/", "studio/photoday/", "studio/photoday/1/change/",
    *(f"{LIST}2/{page}/" for page in ("change", "reply", "book", "offer", "agree", "decline", "merge", "erase")), LIST,
    *(f"{LIST}?{query}" for query in (
        "work=due", "work=overdue", "status__exact=new", "verdict__exact=studio&main_use__exact=linkedin", "q=ana",
        "q=nobody", "p=9",
    )),
)  # fmt: skip
SIZES = (50, 50_000)
REPEATS = 5
# Half of the inquiries are closed, as in a studio that works its list.
STATUSES = (Status.DONE, Status.DECLINED, Status.NEW, Status.CONTACTED)


def main() -> None:
    """Print queries and median milliseconds of each address at both sizes."""
    setup_test_environment()
    stage_demo()
    client = Client()
    client.force_login(make_account(MANAGER_NAME, MANAGER_GROUP))
    found = {size: measure(client, size) for size in SIZES}
    for address in ADDRESSES:
        (few, small), (many, large) = (found[size][address] for size in SIZES)
        print(f"/admin/{address:75} {few:3} {many:3} queries {small:7.1f} ms {large:7.1f} ms  x {large / small:.2f}")


def measure(client: Client, size: int) -> dict[str, tuple[int, float]]:
    """Return queries and median milliseconds of each address with `size` inquiries."""
    fill(size)
    return {address: measure_page(client, f"/admin/{address}") for address in ADDRESSES}


def measure_page(client: Client, path: str) -> tuple[int, float]:
    """Return queries and median milliseconds of one page."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        client.get(path)
        times.append((perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries), statistics.median(times)


def fill(size: int) -> None:
    """Copy one inquiry until there are `size`; every tenth person sent two."""
    model = Inquiry.objects.earliest("pk")
    rows = [copy(model, number, size) for number in range(Inquiry.objects.count(), size)]
    Inquiry.objects.bulk_create(rows, batch_size=500)
    texts = [SearchText(inquiry=row, text=f"{row.reference}\n{row.name}\n{row.email}".casefold()) for row in rows]
    SearchText.objects.bulk_create(texts, batch_size=500)
    update_statistics()  # as the daily run does


def copy(model: Inquiry, number: int, size: int) -> Inquiry:
    """Return another inquiry like `model`, not saved."""
    fields = [field.attname for field in Inquiry._meta.concrete_fields if not field.generated]
    email = f"person{number % (size * 9 // 10)}@example.org"
    changes = {
        "id": None,
        "idempotency_key": uuid4(),
        "reference": f"HB-{number:06d}",
        "token_hash": str(number),
        "email": email,
        "email_key": email,
        "status": STATUSES[number % len(STATUSES)],
        "created_at": model.created_at - timedelta(minutes=number),
    }
    return Inquiry(**{name: getattr(model, name) for name in fields} | changes)


if __name__ == "__main__":
    main()
