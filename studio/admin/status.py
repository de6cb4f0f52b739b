"""Change the status of one or many inquiries on the staff site."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from studio.inquiries.status import (
    MOVES,
    UNTOLD,
    BulkPlan,
    IllegalMoveError,
    change_status,
    move_all,
    plan_bulk_move,
    start_bulk_move,
)
from studio.mail.compose import choose_status_mail
from studio.models import OPEN, Inquiry, Status, StatusChange

Action = Callable[[admin.ModelAdmin, HttpRequest, QuerySet[Inquiry]], HttpResponse | None]

# These two need more input, so they have action pages.
WITH_A_PAGE = (Status.BOOKED, Status.DECLINED)
MOST_REASONS = 3
"""How many of the inquiries that could not be changed are named."""


def list_targets() -> list[Status]:
    """Return the statuses that can be set without more input."""
    targets = set(chain.from_iterable(MOVES.values()))
    return [status for status in Status if status in targets and status not in WITH_A_PAGE]


def name_move(before: str, to: Status) -> str:
    """Return the label of a status change; it says so when it emails the client or undoes an earlier one."""
    if to == Status.NEW:
        return "New: not spam"
    if before in (Status.BOOKED, Status.PHOTOGRAPHED) and to == Status.DONE:
        return "Done: pictures handed over"
    if before == Status.BOOKED and to == Status.CONTACTED:
        return "Contacted: drop the session and email the client"
    if before not in UNTOLD and choose_status_mail(to, was_booked=before == Status.BOOKED):
        return f"{to.label}: email the client"
    if to in OPEN and before not in OPEN:
        return f"{to.label}: reopen"
    return to.label


def make_move(request: HttpRequest, inquiry: Inquiry, to: Status, note: str = "") -> StatusChange | None:
    """Change the status for the person who is signed in; show a message when that isn't possible."""
    try:
        return change_status(inquiry, to=to, by=cast(User, request.user), note=note)
    except IllegalMoveError as error:
        messages.error(request, str(error))
        return None


def describe_move(change: StatusChange) -> str:
    """Return the sentence for the admin's log."""
    return f"Status: {change}. {change.note}".strip()


def make_status_action(to: Status) -> Action:
    """Return the list action that sets a status. If clients get an email, it first shows how many and who."""
    words = "new: not spam" if to == Status.NEW else to.label.lower()

    @admin.action(description=f"Mark as {words}", permissions=["change"])
    def mark(modeladmin: admin.ModelAdmin, request: HttpRequest, queryset: QuerySet[Inquiry]) -> HttpResponse | None:
        by, inquiries = cast(User, request.user), list(queryset)
        plan = plan_bulk_move(inquiries, to)
        if plan.emailed and "confirmed" not in request.POST:
            return ask_first(modeladmin, request, plan)
        bulk = start_bulk_move(to, by=by) if plan.emailed else None
        changes, faults = move_all(inquiries, to=to, by=by, bulk=bulk)
        for change in changes:
            modeladmin.log_change(request, change.inquiry, describe_move(change))
        if faults:
            messages.error(request, sum_up(faults))
        if bulk:
            return redirect("admin:studio_inquiry_bulk", bulk.pk)
        if changes or not faults:
            messages.success(request, f"{len(changes)} marked as {to.label.lower()}.")
        return None

    mark.__name__ = f"mark_{to.value.replace('-', '_')}"
    return mark


def ask_first(modeladmin: admin.ModelAdmin, request: HttpRequest, plan: BulkPlan) -> HttpResponse:
    """Show who would get an email, what moves silently, and what can't move."""
    context = modeladmin.admin_site.each_context(request) | {
        "opts": modeladmin.opts,
        "plan": plan,
        "action": request.POST.get("action", ""),
        "title": f"{count_inquiries(len(plan.movable))}: {plan.to.label}",
    }
    return render(request, "admin/studio/inquiry/bulk_ask.html", context)


def count_inquiries(count: int) -> str:
    return f"{count} {'inquiry' if count == 1 else 'inquiries'}"


def sum_up(faults: Sequence[str]) -> str:
    """Return one message: how many could not be changed, and why the first few."""
    more = len(faults) - MOST_REASONS
    named = [*faults[:MOST_REASONS], *([f"And {more} more."] if more > 0 else [])]
    return f"{len(faults)} not changed. {' '.join(named)}"
