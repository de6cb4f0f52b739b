"""The studio's public pages, its inquiry form, and the photos that staff look at."""

import logging
from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from decision.address import write_address
from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.framework import Framework, load_framework
from decision.core.team_groups import Team, advise_groups
from decision.core.turnaround import SessionDayError, find_today, read_session_day
from decision.pages.team_groups import describe_groups
from decision.pages.words import list_answered
from decision.web.page_cache import publish
from decision.web.request_reading import PageReading, read_request
from decision.web.team_address import list_team_parameters, read_inquiry_team, write_team_query
from headshot_advisor.client_address import find_client_network
from headshot_advisor.methods import require_safe
from headshot_advisor.request_origin import comes_from_another_site
from studio.catalog.packages import StudioRows, find_studio_rows, list_active_packages, offer_packages
from studio.catalog.structured_data import describe_studio, write_json_ld
from studio.inquiries.form import InquiryForm
from studio.inquiries.receive import find_source, receive_inquiry
from studio.models import Inquiry, InquiryPhoto, MailKind, MailState, Package, PortfolioPicture, StudioFacts
from studio.photos.store import StoreError

logger = logging.getLogger(__name__)

OK = 200
INVALID = 422
UNAVAILABLE = 503
A_YEAR = 31_536_000  # seconds


@require_safe
@publish(rows=find_studio_rows)
def show_studio(request: HttpRequest, *, rows: StudioRows) -> HttpResponse:
    reading = read_request(request)
    packages = [Package(**row) for row in rows.packages]
    facts = StudioFacts(**rows.facts)
    context = {
        "answers": reading.answers,
        "kept": reading.kept,
        "problems": reading.problems,
        "packages": packages,
        "unlisted": list_unlisted_uses(reading.answers.uses, packages),
        "facts": facts,
        "structured_data": write_json_ld(describe_studio(packages, facts)),
        "pictures": [PortfolioPicture(**row) for row in rows.pictures],
        "interest": content().notices["interest"],
    }
    return render(request, "studio/studio.html", context)


def list_unlisted_uses(uses: tuple[str, ...], packages: list[Package]) -> list[str]:
    """Return the labels of the uses that no package on sale is made for."""
    listed = {use for package in packages for use in package.suits}
    return [option.label for key, option in load_framework().uses.items() if key in uses and key not in listed]


@require_safe
@cache_control(public=True, max_age=A_YEAR, immutable=True)
def send_picture(request: HttpRequest, name: str) -> FileResponse:
    picture = get_object_or_404(PortfolioPicture, thumbnail=f"thumbnails/{name}")
    return FileResponse(picture.thumbnail.open(), content_type="image/jpeg")


# Visitors have no session, so another site can't act for them, and the form works without a cookie (decision 74).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask_inquiry(request: HttpRequest) -> HttpResponse:
    """Show the inquiry form, and receive it; say so when it could not be stored."""
    reading = read_request(request)
    if request.method == "POST" and comes_from_another_site(request):
        return _return_form(request, reading, "origin")
    if request.method == "POST":
        try:
            return _receive(request, reading)
        except (OperationalError, StoreError) as error:
            logger.exception("An inquiry could not be kept.")
            return _return_form(request, reading, "photos" if isinstance(error, StoreError) else "database")
    packages = list_active_packages()
    advice = advise(reading.framework, reading.answers, offer_packages(packages))
    team = _read_team(reading)
    initial: dict[str, Any] = {
        "package": advice.package.slug if advice.package else "",
        "first_date": _read_picked_day(reading),
        "source": find_source(request),
        "people": team.people if team else 1,
    }
    return _render_form(request, InquiryForm(packages=packages, initial=initial), reading, advice)


def _receive(request: HttpRequest, reading: PageReading) -> HttpResponse:
    packages = list_active_packages()
    team = _read_team(reading)
    form = InquiryForm(
        request.POST,
        request.FILES,
        packages=packages,
        groups=team.groups if team else (),
        client_network=find_client_network(request),
    )
    if not form.is_valid():
        advice = advise(reading.framework, reading.answers, offer_packages(packages))
        return _render_form(request, form, reading, advice)
    inquiry, _ = receive_inquiry(form.as_submission(reading.framework, reading.answers))
    carried = reading.kept | (list_team_parameters(team) if team else {})
    return redirect(write_address("studio:inquiry-sent", reading.answers, inquiry.reference, **carried))


def _return_form(request: HttpRequest, reading: PageReading, fault: str) -> HttpResponse:
    """Show the form with all that was typed. The database may be full, locked or unavailable."""
    try:
        packages = list_active_packages()
    except OperationalError:
        packages = []
    form = InquiryForm(request.POST, packages=packages)
    if not packages:
        form.keep_package()
    advice = advise(reading.framework, reading.answers, offer_packages(packages))
    return _render_form(request, form, reading, advice, fault)


def _read_picked_day(reading: PageReading) -> date | None:
    """Return the session day that the person picked on the result page, if it is valid."""
    try:
        return read_session_day(reading.query.get("session", ""), find_today())
    except SessionDayError:
        return None


def _read_team(reading: PageReading) -> Team | None:
    """Return the team that was counted on the page about teams, if the person comes from there."""
    return read_inquiry_team(reading.framework, reading.query, reading.answers)


def _describe_team(framework: Framework, team: Team) -> dict[str, Any]:
    """Return what each group needs, and what the addresses of the team carry."""
    rows = describe_groups(framework, advise_groups(framework, team))
    return {"rows": rows, "query": write_team_query(team), **list_team_parameters(team)}


def _render_form(
    request: HttpRequest, form: InquiryForm, reading: PageReading, advice: Advice, not_kept: str = ""
) -> HttpResponse:
    """Show the form; `not_kept` says what failed: "photos", "database", "origin" or nothing."""
    team = _read_team(reading)
    status = UNAVAILABLE if not_kept in ("photos", "database") else INVALID if form.is_bound else OK
    context = {
        "form": form,
        "not_kept": not_kept,
        "advice": advice,
        "answers": advice.answers,
        "answered": list_answered(advice.framework, advice.answers),
        "kept": reading.kept,
        "problems": reading.problems,
        "verdict": content().verdicts[advice.verdict] if advice.verdict else None,
        "team": _describe_team(reading.framework, team) if team else None,
        "unlisted": list_unlisted_uses(advice.answers.uses, list(form.packages.values())) if form.packages else [],
    }
    return render(request, "studio/inquiry.html", context, status=status)


@require_safe
@never_cache
def show_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """Say that an inquiry was kept, and what happens next. Nothing on this page is personal."""
    reading = read_request(request)
    inquiry = get_object_or_404(Inquiry, reference=reference)
    team = _read_team(reading)
    mail = inquiry.mails.filter(kind=MailKind.RECEIVED).first()
    context = {
        "inquiry": inquiry,
        "mail_was_sent": bool(mail and mail.state == MailState.SENT),
        "mail_is_coming": bool(mail and mail.state in (MailState.WAITING, MailState.SENDING, MailState.PERHAPS)),
        "answers": reading.answers,
        "kept": reading.kept,
        "team_query": write_team_query(team) if team else "",
    }
    return render(request, "studio/inquiry_sent.html", context)


@require_safe
@never_cache
def send_photo(request: HttpRequest, pk: int, size: str) -> FileResponse:
    """Send a photo to staff who may see its inquiry; `size` is "image" or "thumbnail"."""
    # The staff site decides who is signed in, so that the second factor protects the photos too.
    if not (admin.site.has_permission(request) and request.user.has_perm("studio.view_inquiry")):
        raise PermissionDenied
    photo = get_object_or_404(InquiryPhoto, pk=pk)
    file = photo.thumbnail if size == "thumbnail" else photo.image
    return FileResponse(file.open(), content_type="image/jpeg")
