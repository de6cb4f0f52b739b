"""What staff and client have agreed since the inquiry came. What the client sent stays as it was."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from studio.inquiries.notes import add_note
from studio.inquiries.search import write_search_text
from studio.models import Inquiry, Package
from studio.models.catalog import write_price
from studio.times import write_day

LABELS = {
    "package": "Package",
    "price": "Price",
    "people": "People",
    "deposit": "Deposit received",
    "deposit_on": "Deposit received on",
    "name": "Name",
    "email": "Email",
    "phone": "Phone",
    "review": "May be asked for a review",
    "reminder": "May be written to when the photo is three years old",
}


def read_agreement(inquiry: Inquiry) -> dict[str, Any]:
    """Return what is agreed now, by the names of LABELS."""
    return {
        "package": inquiry.current_package,
        "price": inquiry.current_price,
        "people": inquiry.current_people,
        "deposit": inquiry.deposit_received,
        "deposit_on": inquiry.deposit_received_on,
        "name": inquiry.current_name,
        "email": inquiry.current_email,
        "phone": inquiry.current_phone,
        "review": inquiry.review_agreed_at is not None,
        "reminder": inquiry.reminder_agreed_at is not None,
    }


def list_sent_values(inquiry: Inquiry) -> dict[str, Any]:
    """Return what the client sent, by the names of LABELS that an inquiry has."""
    return {
        "package": inquiry.package_name,
        "price": inquiry.package_price,
        "people": inquiry.people,
        "name": inquiry.name,
        "email": inquiry.email,
        "phone": inquiry.phone,
    }


def write_agreed(name: str, value: Any) -> str:  # noqa: ANN401  # a package, a number, a date or text
    """Return one agreed value in words; "none" if there isn't one."""
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in ("price", "deposit"):
        return write_price(value, is_from=False)
    if name == "deposit_on":
        return write_day(value)
    return str(value)


@transaction.atomic
def record_agreement(inquiry: Inquiry, agreed: Mapping[str, Any], *, by: User | None) -> list[str]:
    """Record what is agreed now; return a phrase for each change, which the timeline has too.

    An empty value brings back what the client sent, and so does choosing the package that they sent. For another
    package without a price, its own price is agreed.
    """
    agreed = dict(agreed)
    before = read_agreement(inquiry)
    if "package" in agreed:
        package: Package | None = agreed["package"] if agreed["package"] != inquiry.package else None
        agreed["package"] = package
        if (package or inquiry.package) != before["package"]:
            agreed.setdefault("price", package.price if package else None)
    changes = {name: value for name, value in agreed.items() if value != before[name]}
    if not changes:
        return []
    columns = _list_columns(changes)
    for column, value in columns.items():
        setattr(inquiry, column, value)
    inquiry.save(update_fields=list(columns))
    write_search_text(inquiry)
    after = read_agreement(inquiry)
    said = [
        f"{label}: {write_agreed(name, before[name])} → {write_agreed(name, after[name])}"
        for name, label in LABELS.items()
        if before[name] != after[name]
    ]
    if said:
        add_note(inquiry, f"Agreed. {'; '.join(said)}.", by=by, changed=list(changes))
    return said


def _list_columns(changes: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name, value in changes.items():
        match name:
            case "deposit":
                columns["deposit_received"] = value
            case "deposit_on":
                columns["deposit_received_on"] = value
            case "review" | "reminder":
                columns[f"{name}_agreed_at"] = timezone.now() if value else None
            case "package":
                columns |= {"agreed_package": value, "agreed_package_name": value.name if value else ""}
            case _:
                columns[f"agreed_{name}"] = value
    return columns


def list_agreement(inquiry: Inquiry, names: Collection[str] = LABELS) -> list[tuple[str, str, str]]:
    """Return (label, as now agreed, as the client sent it) of what was agreed; "" for what nobody sends."""
    came = list_sent_values(inquiry)
    now = read_agreement(inquiry) | {"package": inquiry.current_package_name}
    return [
        (label, write_agreed(name, now[name]), write_agreed(name, came[name]) if name in came else "")
        for name, label in LABELS.items()
        if name in names and _is_agreed(now[name]) and came.get(name) != now[name]
    ]


def _is_agreed(value: Any) -> bool:  # noqa: ANN401  # a package, a number, a date or text
    """Return whether there is a value; a price of $0 is one."""
    return value is not False and value not in (None, "")
