"""Every page of the staff site, from its URLs, so that a page that somebody adds is tested too; and what they show."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from studio.admin.actions import INQUIRY_ACTIONS
from studio.admin.inquiries import InquiryAdmin
from studio.admin.photo_days import DAY_ACTIONS
from studio.inquiries.agreement import record_agreement
from studio.inquiries.merge import merge_inquiry
from studio.inquiries.notes import assign
from studio.inquiries.offers import offer_times, pick_time
from studio.inquiries.sessions import Session, book_session, request_move
from studio.inquiries.status import change_status, move_all, start_bulk_move
from studio.models import BulkMove, Inquiry, Package, PhotoDay, ReplyTemplate, SignUp, Status
from tests.studio.factories import make_inquiry
from tests.studio.photo_day.factories import add, make_photo_day

NO_PAGES = {
    # files, and what scripts and forms ask for
    "studio_inquiry_export", "studio_inquiry_brief", "studio_inquiry_calendar", "studio_photoday_sheet",
    "studio_photoday_calendar", "studio_photoday_tick", "studio_photoday_open", "portfolio-whole", "autocomplete",
    "jsi18n", "logout", "passkey-begin", "passkey-complete", "passkey-ask", "passkey-check",
    # a redirect; those of Django's old addresses have no name
    "view_on_site",
    # a link in an email, and parts that only somebody with all rights sees
    "password_reset_confirm", "otp_totp_totpdevice_config", "otp_totp_totpdevice_qrcode",
}  # fmt: skip
PLAIN = {
    "index", "funnel", "login", "sign-in", "second-factor", "second-factor-setup", "passkey-add", "password_change",
    "password_change_done", "studio_inquiry_sessions", "admin_password_reset", "password_reset_done",
    "password_reset_complete",
}  # fmt: skip
"""The names of pages whose addresses hold nothing that differs."""


def list_desk_pages(client: Client) -> dict[str, str]:
    """Return the address of each page that opens for the person who is signed in, and the name of its template."""
    answers = {address: client.get(address) for address in sorted(set(_list_addresses()))}
    return {
        address: str(answer.templates[0].name)
        for address, answer in answers.items()
        if answer.status_code == HTTPStatus.OK
    }


def _list_addresses() -> Iterator[str]:
    """Yield the address of each page that has something to show."""
    for name in _list_names(get_resolver()):
        if name in PLAIN:
            yield _find(name)
        elif name == "app_list":
            yield _find(name, "studio")
        elif name == "studio_inquiry_act":
            yield from (_find(name, *about) for about in _list_actions())
        elif name == "studio_photoday_act":
            yield from (_find(name, *about) for about in _list_day_actions())
        elif name == "studio_inquiry_bulk":
            yield _find(name, BulkMove.objects.earliest("pk").pk)
        else:
            yield from _list_model_page(name)


def _list_actions() -> Iterator[tuple[int, str]]:
    """Yield an inquiry for which an action is open, and its name, for each action. `fill_desk` makes them all."""
    inquiries = list(Inquiry.objects.all())
    for action in INQUIRY_ACTIONS.values():
        yield next(one.pk for one in inquiries if InquiryAdmin._is_open(action, one)), action.name


def _list_day_actions() -> Iterator[tuple[int, str]]:
    days, now = list(PhotoDay.objects.all()), timezone.now()
    for action in DAY_ACTIONS.values():
        yield next(day.pk for day in days if action.is_open(day, now)), action.name


def _list_model_page(name: str) -> Iterator[str]:
    """Yield the address of a list or an empty form, or the page of the first row if there is one."""
    model, page = _read_name(name)
    if page in ("changelist", "add"):
        yield _find(name)
    elif row := model._default_manager.first():
        yield _find(name, row.pk)


def _list_names(resolver: URLResolver, route: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _list_names(pattern, path)
        elif isinstance(pattern, URLPattern) and pattern.name and path.startswith(settings.ADMIN_PATH):
            yield from [pattern.name] if pattern.name not in NO_PAGES else []


def _read_name(name: str) -> tuple[type[Model], str]:
    """Return the model and the page that a name such as “studio_mail_change” is about.

    Raises:
        ValueError, LookupError: a page that is not known here. Add its name above.
    """
    app, model, page = name.replace("django_tasks_database", "django-tasks-database").split("_", 2)
    if app == "otp":  # “otp_totp” has an underscore
        app, model, page = "otp_totp", *page.split("_", 1)
    return apps.get_model(app.replace("-", "_"), model), page


def _find(name: str, *arguments: object) -> str:
    is_reset = name.startswith(("password_reset", "admin_password"))
    return reverse(name if is_reset else f"admin:{name}", args=arguments)


def fill_desk(number: int, *, by: User) -> None:
    """Make inquiries in each state that a page of the desk shows, and something for every action."""
    now = timezone.now()
    new, picked, booked, called_off, photographed, done, merged, bulky = (
        make_inquiry(name=f"Ana {number}", email=f"{place}@{number}.example.org", people=3) for place in range(8)
    )
    assign(new, by, by=by)
    record_agreement(new, {"package": Package.objects.get(slug="deluxe-corporate")}, by=by)
    offer_times(picked, [Session(now + timedelta(days=20 + number), 60)], by=by)
    pick_time(picked, picked.offered_times.get().pk)
    for inquiry in (booked, called_off, bulky):
        book_session(inquiry, Session(now + timedelta(hours=1), 60), by=by)
    request_move(booked, "Any Friday.", at=now)
    change_status(called_off, to=Status.WITHDRAWN, by=None)
    for inquiry, status in ((photographed, Status.PHOTOGRAPHED), (done, Status.DONE)):
        book_session(inquiry, Session(now - timedelta(days=9), 60), by=by)
        change_status(inquiry, to=status, by=by)
    record_agreement(done, {"review": True}, by=by)
    merge_inquiry(merged, into=new, by=by)
    make_inquiry(email=f"0@{number}.example.org", phone="212 555 0100")  # so that there is something to merge
    move_all([bulky], to=Status.CANCELLED, by=by, bulk=start_bulk_move(Status.CANCELLED, by=by))
    erased = make_inquiry(email=f"eve@{number}.example.org")
    Inquiry.objects.filter(pk=erased.pk).update(erase_at=now + timedelta(hours=1))
    new.mails.filter(kind="received").update(state="failed")
    ReplyTemplate.objects.create(name=f"Dates {number}", subject="Dates", body="Dear {name}, would Friday do?")
    ahead, over = (make_photo_day(inquiry=make_inquiry(email=f"{day}@{number}.example.org", people=9)) for day in "ab")
    for photo_day in (ahead, over):
        add(photo_day, "Cal Example", "Dot Example")
    long_ago = timedelta(days=60)
    PhotoDay.objects.filter(pk=over.pk).update(starts_at=over.starts_at - long_ago, ends_at=over.ends_at - long_ago)
    for person in SignUp.objects.filter(photo_day=over):
        SignUp.objects.filter(pk=person.pk).update(starts_at=person.starts_at - long_ago)
