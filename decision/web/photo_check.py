"""Look closer: one picture in, what a careful viewer would see out. Nothing of a picture is kept."""

from typing import Any

from csp.decorators import csp_update
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.answers import Answers
from decision.pages.words import list_answered
from decision.photo_check.check import CopyTask, Look, Refused, Task
from decision.photo_check.destinations import is_printed, list_round_sizes, list_sizes
from decision.photo_check.export import Copy
from decision.photo_check.landmarks import Frame
from decision.photo_check.page import (
    describe_answer,
    list_destinations,
    list_marks,
    list_measures,
    list_places,
    list_weighed,
    outline_frame,
)
from decision.photo_check.verdict import SIGHTINGS, read_sightings, weigh_sightings
from decision.photo_check.words import words
from decision.pictures.refusals import TOO_LARGE, Reason, load_sentences
from decision.web.page_cache import compress
from decision.web.photo_worker import ask_desk
from decision.web.request_reading import PageReading, read_request
from decision.web.uploads import Upload, receive_upload
from decision.workers.client import BusyError

CONTENT_TOO_LARGE, UNUSABLE, BUSY = 413, 422, 503
RETRY_AFTER = 5  # seconds; a look takes less than one

# Pictures stand inside of the page, because no server keeps them to be fetched. On these pages only.
show_pictures_inline = csp_update({"img-src": ["data:"]})


# A POST changes nothing and keeps nothing, so there is nothing to forge, and a token would mean a cookie.
@csrf_exempt
@show_pictures_inline
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_closer(request: HttpRequest) -> HttpResponseBase:
    """Ask for a picture; show what a careful viewer would see in it."""
    reading = read_request(request)
    if request.method != "POST":
        return _render(request, reading, {"frame": Frame()})
    upload = receive_upload(request)
    fields = _read_fields(upload.fields)
    if refused := _find_too_large(upload):
        return _refuse(request, reading, fields, refused)
    try:
        found = ask_desk(_make_task(upload, fields, reading.answers))
    except BusyError:
        return _say_busy(request, reading, fields)
    if isinstance(found, Look):
        return _render(request, reading, fields | gather_look(found, reading))
    return _refuse(request, reading, fields, found if isinstance(found, Refused) else Refused("broken"))


@csrf_exempt
@show_pictures_inline
@never_cache
@require_POST
def send_copy(request: HttpRequest) -> HttpResponseBase:
    """Send a tidy copy for one destination, made from the picture that comes along."""
    reading = read_request(request)
    upload = receive_upload(request)
    fields = _read_fields(upload.fields)
    destination = upload.fields.get("destination", "")
    if destination not in content().destinations:
        raise BadRequest("There is no such destination.")
    if refused := _find_too_large(upload):
        return _refuse(request, reading, fields, refused)
    task = CopyTask(
        picture=upload.pictures.get("picture", b""),
        destination=destination,
        may_find_face=fields["consent"],
        frame=fields["frame"],
        keeps_metadata=upload.fields.get("metadata") == "keep",
    )
    try:
        made = ask_desk(task)
    except BusyError:
        return _say_busy(request, reading, fields)
    if not isinstance(made, Copy):
        return _refuse(request, reading, fields, made if isinstance(made, Refused) else Refused("broken"))
    response = HttpResponse(made.jpeg, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="headshot-{destination}.jpg"'
    return response


@never_cache
@require_safe
def answer_look(request: HttpRequest) -> HttpResponse:
    """Say what the odd places mean at the stakes of the person's uses. No picture is needed for that."""
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers)
    answer = weigh_sightings(advice, read_sightings(request.GET.dict()))
    context = {
        "reading": reading,
        "answers": reading.answers,
        "kept": reading.kept,
        "advice": advice,
        "answer": answer,
        "heading": describe_answer(answer),
        "weighed": list_weighed(advice, answer),
        "places": words().place,
        "open_uses": " and ".join(reading.framework.uses[use].label for use in answer.open_uses),
        "problems": reading.problems,
    }
    return render(request, "decision/photo_check/answer.html", context)


def gather_look(look: Look, reading: PageReading) -> dict[str, Any]:
    """Return what the page shows about a picture."""
    uses = reading.answers.uses
    return {
        "look": look,
        "frame": look.frame,
        "frame_box": outline_frame(look),
        "face": words().face[look.face],
        "round_sizes": list_round_sizes(uses),
        "printed": is_printed(uses),
        "place_rows": list_places(look),
        "destinations": list_destinations(look),
        "measures": list_measures(look),
        "outcome": words().outcome[look.marks.outcome],
        "signature": words().signature[look.marks.credentials.state] if look.marks.credentials else None,
        "marks": list_marks(look.marks),
        "sightings": SIGHTINGS,
    }


def _read_fields(fields: QueryDict) -> dict[str, Any]:
    """Return the consent and the frame placed by hand; what is no number within bounds is the usual one."""
    usual = Frame()
    frame = Frame(
        across=_read_percent(fields, "across", usual.across),
        down=_read_percent(fields, "down", usual.down),
        width=max(5, _read_percent(fields, "width", usual.width)),
    )
    return {"consent": fields.get("consent") == "yes", "frame": frame}


def _read_percent(fields: QueryDict, name: str, usual: int) -> int:
    text = fields.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100 else usual  # noqa: PLR2004


def _make_task(upload: Upload, fields: dict[str, Any], answers: Answers) -> Task:
    return Task(
        picture=upload.pictures.get("picture", b""),
        selfie=upload.pictures.get("selfie", b""),
        may_find_face=fields["consent"],
        frame=fields["frame"],
        sizes=list_sizes(answers.uses),
        destinations=tuple({place.key: use for use in answers.uses for place in content().destinations_for(use)}),
    )


def _find_too_large(upload: Upload) -> Refused | None:
    reason: Reason = "too-big"
    if "picture" in upload.too_large:
        return Refused(reason)
    return Refused(reason, "selfie") if "selfie" in upload.too_large else None


def _refuse(request: HttpRequest, reading: PageReading, fields: dict[str, Any], refused: Refused) -> HttpResponseBase:
    context = fields | {"fault": load_sentences()[refused.reason], "fault_field": refused.what}
    status = CONTENT_TOO_LARGE if refused.reason in TOO_LARGE else UNUSABLE
    return _render(request, reading, context, status)


def _say_busy(request: HttpRequest, reading: PageReading, fields: dict[str, Any]) -> HttpResponseBase:
    response = _render(request, reading, fields | {"is_busy": True}, BUSY)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _render(request: HttpRequest, reading: PageReading, context: dict[str, Any], status: int = 200) -> HttpResponseBase:
    advice: Advice = advise(reading.framework, reading.answers)
    shared = {
        "answers": reading.answers,
        "kept": reading.kept,
        "kept_pairs": reading.kept_pairs,
        "problems": reading.problems,
        "advice": advice,
        "answered": list_answered(reading.framework, reading.answers),
    }
    response = render(request, "decision/photo_check/look.html", shared | context, status=status)
    return compress(request, response)  # pictures inside of a page are a third larger; this takes that back
