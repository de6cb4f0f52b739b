"""How long the working list takes with 500 and with 50,000 inquiries, in a database of its own, thrown away after.

.venv/bin/python -m tools.bench.inquiry_list
"""

import statistics
from datetime import timedelta
from time import perf_counter
from uuid import uuid4

from django.test import Client
from django.test.utils import setup_test_environment

# isort: off
from tools.bench import site  # noqa: F401  # sets Django up, which the models below need

# isort: on
from studio.demo.stage import STAFF_GROUP, STAFF_NAME, make_account, stage_demo
from studio.models import Inquiry, Status

ADDRESSES = ("", "work=overdue", "status__exact=new", "verdict__exact=studio&main_use__exact=linkedin", "q=ana", "p=9")
SIZES = (500, 50_000)
REPEATS = 5
# Half of the inquiries are closed, as in a studio that works its list.
STATUSES = (Status.DONE, Status.DECLINED, Status.NEW, Status.CONTACTED)


def main() -> None:
    """Print the median milliseconds of each address at both sizes, and their ratio."""
    setup_test_environment()
    stage_demo()
    client = Client()
    client.force_login(make_account(STAFF_NAME, STAFF_GROUP))
    times = {size: measure(client, size) for size in SIZES}
    for address in ADDRESSES:
        small, large = (times[size][address] for size in SIZES)
        print(f"{address or 'all':50} {small:7.1f} ms {large:7.1f} ms  x {large / small:.2f}")


def measure(client: Client, size: int) -> dict[str, float]:
    """Return the median milliseconds of each address with `size` inquiries."""
    fill(size)
    return {address: time_list(client, address) for address in ADDRESSES}


def time_list(client: Client, address: str) -> float:
    """Return the median milliseconds of one address."""
    times = []
    for _ in range(REPEATS):
        start = perf_counter()
        client.get(f"/admin/studio/inquiry/?{address}")
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def fill(size: int) -> None:
    """Copy one inquiry until there are `size`; every tenth person sent two."""
    model = Inquiry.objects.earliest("pk")
    rows = [copy(model, number, size) for number in range(Inquiry.objects.count(), size)]
    Inquiry.objects.bulk_create(rows, batch_size=500)


def copy(model: Inquiry, number: int, size: int) -> Inquiry:
    """Return another inquiry like `model`, not saved."""
    fields = [field.attname for field in Inquiry._meta.concrete_fields if not field.generated]
    changes = {
        "id": None,
        "idempotency_key": uuid4(),
        "reference": f"HB-{number:06d}",
        "token_hash": str(number),
        "email": f"person{number % (size * 9 // 10)}@example.org",
        "status": STATUSES[number % len(STATUSES)],
        "created_at": model.created_at - timedelta(minutes=number),
    }
    return Inquiry(**{name: getattr(model, name) for name in fields} | changes)


if __name__ == "__main__":
    main()
