"""The photo check: a picture comes in, and the page shows what a careful viewer would see. No picture is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from csp.decorators import csp_update
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.answers import Answers
from decision.core.framework import Option
from decision.pages.words import AnsweredQuestion, list_answered
from decision.photo_check.destinations import list_sizes
from decision.photo_check.export import Copy
from decision.photo_check.landmarks import Frame
from decision.photo_check.messages import CheckedPhoto, CheckTask, CopyTask, RefusedPhoto
from decision.photo_check.page import PhotoPart, WeighedRow, describe_answer, describe_photo, list_weighed
from decision.photo_check.verdict import Answer, read_sightings, weigh_sightings
from decision.photo_check.words import Detail, words
from decision.pictures.refusals import TOO_LARGE, Reason, Sentences, load_sentences
from decision.web.page_cache import compress
from decision.web.photo_worker import ask_photo_worker
from decision.web.request_reading import PageReading, read_request
from decision.web.uploads import Upload, receive_upload
from decision.workers.client import BusyError
from headshot_advisor.methods import require_safe

RETRY_AFTER = 5  # seconds; a check takes less than one
NOT_THIS_ONE = ("choose-another", "do-not-use")

# Pictures are inside the page, because no server keeps them to be fetched. On these pages only.
show_pictures_inline = csp_update({"img-src": ["data:"]})


@dataclass(frozen=True)
class PhotoFault:
    """What is wrong with one of the two pictures; `field` is its field in the form."""

    field: str
    words: Sentences

    @property
    def title(self) -> str:
        """What is wrong, with the picture that it is about."""
        return f"The selfie: {self.words.title}" if self.field == "selfie" else self.words.title


@dataclass(frozen=True)
class CheckForm:
    """What the form sent besides the pictures, and what was wrong with it."""

    may_find_face: bool = False
    """Only the button beside the sentence of consent says so."""
    frame: Frame = field(default_factory=Frame)
    is_moved: bool = False
    """Whether a person moved the frame from where the page had set it."""
    faults: tuple[PhotoFault, ...] = ()
    is_busy: bool = False

    @property
    def frame_by_hand(self) -> Frame | None:
        """The frame that a person placed, if any."""
        return self.frame if self.is_moved else None


@dataclass(frozen=True)
class CheckPage:
    """The form for a picture, and what is shown about the picture that was sent."""

    answers: Answers
    answered: list[AnsweredQuestion]
    form: CheckForm
    uses: Mapping[str, Option]
    """The uses to choose from."""
    example: Detail
    shown: PhotoPart | None
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class AnswerPage:
    """What the odd places mean for the person's uses."""

    answers: Answers
    advice: Advice
    answer: Answer
    heading: str
    weighed: list[WeighedRow]
    details: Mapping[str, Detail]
    open_uses: str
    without_picture: Answers | None
    """The answers without the AI headshot at hand, where it should not be used: the plan then makes another."""
    problems: tuple[str, ...]
    kept: Mapping[str, str | tuple[str, ...]]


# A POST changes nothing and keeps nothing, so there is nothing to forge, and a token would need a cookie.
@csrf_exempt
@show_pictures_inline
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_photo(request: HttpRequest) -> HttpResponseBase:
    """Ask for a picture; show what a careful viewer would see in it."""
    reading = read_request(request)
    if request.method != "POST":
        return _render(request, reading, CheckForm())
    upload = receive_upload(request)
    reading = _add_use(reading, upload.fields)
    form = _read_form(upload.fields)
    if refused := _refuse_upload(upload):
        return _refuse(request, reading, form, refused)
    try:
        found = ask_photo_worker(_make_task(upload, form, reading.answers))
    except BusyError:
        return _say_busy(request, reading, form)
    if isinstance(found, CheckedPhoto):
        shown = describe_photo(found, reading.answers.uses)
        return _render(request, reading, replace(form, frame=form.frame_by_hand or found.frame), shown)
    return _refuse(request, reading, form, found if isinstance(found, RefusedPhoto) else RefusedPhoto("broken"))


@csrf_exempt
@show_pictures_inline
@never_cache
@require_POST
def send_copy(request: HttpRequest) -> HttpResponseBase:
    """Send a tidy copy for one destination, made from the picture in the form."""
    reading = read_request(request)
    upload = receive_upload(request)
    form = _read_form(upload.fields)
    destination = upload.fields.get("destination", "")
    if destination not in content().destinations:
        raise BadRequest("There is no such destination.")
    if refused := _refuse_upload(upload):
        return _refuse(request, reading, form, refused)
    task = CopyTask(
        picture=upload.pictures["picture"],
        destination=destination,
        may_find_face=form.may_find_face,
        frame=form.frame_by_hand,
        keeps_metadata=upload.fields.get("metadata") == "keep",
    )
    try:
        made = ask_photo_worker(task)
    except BusyError:
        return _say_busy(request, reading, form)
    if not isinstance(made, Copy):
        return _refuse(request, reading, form, made if isinstance(made, RefusedPhoto) else RefusedPhoto("broken"))
    response = HttpResponse(made.jpeg, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="headshot-{destination}.jpg"'
    return response


@never_cache
@require_safe
def weigh_details(request: HttpRequest) -> HttpResponse:
    """Say what the odd places mean for the person's uses. This needs no picture."""
    reading = read_request(request)
    advice = advise(reading.framework, reading.answers)
    answer = weigh_sightings(advice, read_sightings({name: str(value) for name, value in reading.query.items()}))
    page = AnswerPage(
        answers=reading.answers,
        advice=advice,
        answer=answer,
        heading=describe_answer(answer),
        weighed=list_weighed(advice, answer),
        details=words().detail,
        open_uses=" and ".join(reading.framework.uses[use].label for use in answer.open_uses),
        without_picture=set_picture_aside(reading.answers, answer),
        problems=reading.problems,
        kept=reading.kept,
    )
    return render(request, "decision/photo_check/answer.html", {"page": page})


def set_picture_aside(answers: Answers, answer: Answer) -> Answers | None:
    """Return the answers as if there were no AI headshot yet; None while the one at hand may be used."""
    is_refused = any(weighed.advice in NOT_THIS_ONE for weighed in answer.weighed)
    if answers.get("current") != "ai-made" or not is_refused:
        return None
    return answers.with_options({"current": "none"})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def redirect_old_address(request: HttpRequest, name: str) -> HttpResponse:
    """Redirect an address from before the page moved. With 308, browsers send a picture on to the new one."""
    query = request.META.get("QUERY_STRING", "")
    address = f"{reverse(name)}?{query}" if query else reverse(name)
    return HttpResponsePermanentRedirect(address, preserve_request=True)


def _add_use(reading: PageReading, fields: QueryDict) -> PageReading:
    """Return the reading with the use chosen in the form, which is asked only while the address names none."""
    use = fields.get("use", "")
    if reading.answers.uses or use not in reading.framework.uses:
        return reading
    return replace(reading, answers=reading.answers.with_uses((use,)))


def _read_form(fields: QueryDict) -> CheckForm:
    """Return what the pressed button allows, and the frame. Anything but a number within bounds becomes the default."""
    usual = Frame()
    frame = Frame(
        across=_read_percent(fields, "across", usual.across),
        down=_read_percent(fields, "down", usual.down),
        width=max(5, _read_percent(fields, "width", usual.width)),
    )
    was_set = fields.get("set", "") or f"{usual.across}-{usual.down}-{usual.width}"
    way = fields.get("way") or fields.get("shown")  # a download says in which way its picture was shown
    is_moved = way == "frame" or f"{frame.across}-{frame.down}-{frame.width}" != was_set
    return CheckForm(may_find_face=way == "find", frame=frame, is_moved=is_moved)


def _read_percent(fields: QueryDict, name: str, usual: int) -> int:
    text = fields.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 and int(text) <= 100 else usual  # noqa: PLR2004


def _make_task(upload: Upload, form: CheckForm, answers: Answers) -> CheckTask:
    return CheckTask(
        picture=upload.pictures["picture"],
        selfie=upload.pictures.get("selfie"),
        may_find_face=form.may_find_face,
        frame=form.frame_by_hand,
        sizes=list_sizes(answers.uses),
        destinations=tuple({place.key: use for use in answers.uses for place in content().destinations_for(use)}),
    )


def _refuse_upload(upload: Upload) -> RefusedPhoto | None:
    """Return the refusal of what arrived too large, or not at all."""
    selfie: Reason | None = "too-big" if "selfie" in upload.too_large else None
    if "picture" in upload.too_large:
        return RefusedPhoto("too-big", selfie=selfie)
    if "picture" not in upload.pictures:
        return RefusedPhoto("missing", selfie=selfie)
    return RefusedPhoto(selfie, "selfie") if selfie else None


def _refuse(request: HttpRequest, reading: PageReading, form: CheckForm, refused: RefusedPhoto) -> HttpResponseBase:
    faults = [(refused.what, refused.reason)]
    if refused.selfie:
        faults.append(("selfie", refused.selfie))
    form = replace(form, faults=tuple(PhotoFault(name, load_sentences()[reason]) for name, reason in faults))
    is_large = any(reason in TOO_LARGE for _, reason in faults)
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if is_large else HTTPStatus.UNPROCESSABLE_ENTITY
    return _render(request, reading, form, status=status)


def _say_busy(request: HttpRequest, reading: PageReading, form: CheckForm) -> HttpResponseBase:
    response = _render(request, reading, replace(form, is_busy=True), status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _render(
    request: HttpRequest, reading: PageReading, form: CheckForm, shown: PhotoPart | None = None, *, status: int = 200
) -> HttpResponseBase:
    page = CheckPage(
        answers=reading.answers,
        answered=list_answered(reading.framework, reading.answers),
        form=form,
        uses=reading.framework.uses,
        example=words().detail["eyes"],
        shown=shown,
        problems=reading.problems,
        kept=reading.kept,
    )
    response = render(request, "decision/photo_check/check.html", {"page": page}, status=status)
    return compress(request, response)  # pictures inside a page are a third larger; compression undoes that
