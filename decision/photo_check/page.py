"""What the photo check shows, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from decision.content import content
from decision.content.model import Destination
from decision.core.advice import Advice
from decision.core.cautions import find_options_that_count
from decision.photo_check.destinations import Comparison, Match, describe_bytes, is_printed, list_round_sizes, specify
from decision.photo_check.details import CutOut
from decision.photo_check.export import Offer
from decision.photo_check.file_marks import Marks
from decision.photo_check.landmarks import HEIGHT
from decision.photo_check.messages import SHARP, CheckedPhoto, Measure
from decision.photo_check.renditions import Rendition
from decision.photo_check.verdict import SIGHTINGS, Answer, Weighed
from decision.photo_check.words import Detail, Words, words
from decision.sentences import join_words

PLACE_BY_VIEWER = {
    "nobody": "where nobody looks closely",
    "colleagues": "where coworkers look",
    "visitors": "where strangers look",
    "clients": "where clients look closely",
    "recruiters": "where recruiters look closely",
    "selectors": "where people choose you by the picture",
}
"""Viewer -> what kind of place it is, as in “your client bio, where clients look closely”."""
MORE_SIGHTINGS = {"hands": {"absent": "No hands"}}
"""Detail -> what else may be said about it."""
ASPECTS = {"pixels": "Pixels", "ratio": "Shape", "file_size": "File size", "formats": "Format"}
STATES = {"meets": "meets it", "change": "change this", "not-published": "not published"}
FIXES = {
    "pixels": "Use the original file. Making it larger adds no detail.",
    "ratio": "Our copy is cropped to it.",
    "file_size": "Our copy aims for it.",
    "formats": "Our copy is a JPEG.",
}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


@dataclass(frozen=True)
class DetailRow:
    """A detail to judge. One without cut-outs is judged in the whole picture."""

    key: str
    words: Detail
    cut_outs: tuple[CutOut, ...]
    sightings: Mapping[str, str]
    """What a person may say about it."""


@dataclass(frozen=True)
class AspectRow:
    """One aspect of a destination: what it asks for, what the picture has, and the fix."""

    name: str
    asked: str | None
    """None when nothing is published."""
    value: str
    state: str
    fix: str | None


@dataclass(frozen=True)
class DestinationRow:
    place: Destination
    crop: str
    face_share: int
    aspects: tuple[AspectRow, ...]
    preview: Rendition
    is_circle: bool
    copy: str
    """The pixels and bytes of our copy for this place."""
    unfit: str
    """Why the copy doesn’t suit the place, if it doesn’t."""


@dataclass(frozen=True)
class MeasureRow:
    title: str
    value: str
    sentence: str
    is_good: bool


@dataclass(frozen=True)
class WeighedRow:
    """The advice for some uses: a heading, and what was seen and where as one sentence."""

    title: str
    sentence: str


@dataclass(frozen=True)
class FrameBox:
    """The frame of the face, in percent of the picture's width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PhotoPart:
    """Everything that is shown about a picture."""

    photo: CheckedPhoto
    frame_box: FrameBox
    face: Words
    round_sizes: tuple[int, ...]
    is_printed: bool
    details: list[DetailRow]
    too_small: list[str]
    """The titles of details in the picture that have too few pixels to be judged."""
    unjudged: list[tuple[str, str]]
    """(detail, what the page itself says of it) for each detail that isn't asked about."""
    destinations: list[DestinationRow]
    measures: list[MeasureRow]
    outcome: Words
    signature: Words | None
    marks: list[tuple[str, str]]
    copied_mark: str | None
    """The mark that says AI which a copy carries."""
    left_out: str
    """What a copy leaves out even if camera, date and place are kept."""


def describe_photo(photo: CheckedPhoto, uses: tuple[str, ...]) -> PhotoPart:
    """Return what is shown about a picture for a person with these uses."""
    credentials = photo.marks.credentials
    return PhotoPart(
        photo=photo,
        frame_box=outline_frame(photo),
        face=words().face[photo.face],
        round_sizes=list_round_sizes(uses),
        is_printed=is_printed(uses),
        details=list_details(photo),
        too_small=[words().detail[key].title.lower() for key in photo.too_small if key not in photo.outside],
        unjudged=list_unjudged(photo),
        destinations=list_destinations(photo),
        measures=list_measures(photo),
        outcome=words().outcome[photo.marks.outcome],
        signature=words().signature[credentials.state] if credentials else None,
        marks=list_marks(photo.marks),
        copied_mark=photo.marks.ai_term,
        left_out=", ".join(photo.left_out),
    )


def outline_frame(photo: CheckedPhoto) -> FrameBox:
    frame = photo.frame
    height = frame.width * HEIGHT * photo.width / photo.height
    return FrameBox(
        x=frame.across - frame.width / 2,
        y=round(frame.down - height / 2, 1),
        width=frame.width,
        height=round(height, 1),
    )


def list_details(photo: CheckedPhoto) -> list[DetailRow]:
    """Return the details to judge in the order of looking: those in the picture that have enough pixels."""
    return [
        DetailRow(key, detail, photo.cut_outs.get(key, ()), SIGHTINGS | MORE_SIGHTINGS.get(key, {}))
        for key, detail in words().detail.items()
        if key not in photo.outside and key not in photo.too_small
    ]


def list_unjudged(photo: CheckedPhoto) -> list[tuple[str, str]]:
    """Return (detail, sighting) for the details that nobody can judge here."""
    too_small = [(key, "unclear") for key in photo.too_small if key not in photo.outside]
    return [*((key, "absent") for key in photo.outside), *too_small]


def list_destinations(photo: CheckedPhoto) -> list[DestinationRow]:
    """Return the destinations of the person's uses, each compared with the picture."""
    offers = {offer.destination: offer for offer in photo.offers}
    return [_describe_destination(comparison, offers[comparison.destination]) for comparison in photo.comparisons]


def _describe_destination(comparison: Comparison, offer: Offer) -> DestinationRow:
    place = content().destinations[comparison.destination]
    return DestinationRow(
        place=place,
        crop=f"{comparison.crop[0]} × {comparison.crop[1]}",
        face_share=comparison.face_share,
        aspects=tuple(_describe_match(place, match) for match in comparison.matches),
        preview=comparison.preview,
        is_circle=comparison.is_circle,
        copy=f"{offer.width} × {offer.height} pixels, {describe_bytes(offer.file_size)}",
        unfit="" if offer.fits else _explain_size(comparison.destination, offer),
    )


def _explain_size(destination: str, offer: Offer) -> str:
    asked = specify(destination)
    if asked.min_bytes and offer.file_size < asked.min_bytes:
        return f"This place asks for at least {describe_bytes(asked.min_bytes)}, more than your photo can give."
    return f"This place asks for at most {describe_bytes(asked.max_bytes or 0)}. Crop or shrink the copy further."


def _describe_match(place: Destination, match: Match) -> AspectRow:
    asked: str | None = getattr(place, match.aspect)
    state = match.state if asked is None or match.state != "not-published" else "compare"
    return AspectRow(
        name=ASPECTS[match.aspect],
        asked=asked,
        value=match.value,
        state=STATES.get(state, "compare it yourself"),
        fix=FIXES[match.aspect] if match.state == "change" else None,
    )


def list_measures(photo: CheckedPhoto) -> list[MeasureRow]:
    """Return the measurements, first those that call for a change."""
    return sorted((_describe_measure(measure) for measure in photo.measures), key=lambda row: row.is_good)


def _describe_measure(measure: Measure) -> MeasureRow:
    found = words().measure[measure.key]
    sentence = {"good": found.good, "change": found.change, "unknown": found.unknown}[measure.state]
    return MeasureRow(found.title, describe_value(measure), sentence or "", is_good=measure.state != "change")


def describe_value(measure: Measure) -> str:
    """Return the number with its unit, and the limit where there is one."""
    if measure.value is None:
        return "–"
    value = measure.value if isinstance(measure.value, str) else f"{measure.value:,g}"
    return {
        "sharpness": f"{value} ({SHARP} or more is sharp)",
        "detail": f"as {value} pixels across",
        "highlights": f"{value}% of the face",
        "range": f"{value} of 255",
        "face-size": f"{value} pixels wide",
        "head-room": f"{value}% of the height",
        "profile": "none in the file; read as sRGB" if value == "none" else value,
    }[measure.key]


def list_marks(marks: Marks) -> list[tuple[str, str]]:
    """Return (name, value) of each mark in the file."""
    metadata, credentials = marks.metadata, marks.credentials
    signed = [*(credentials.terms if credentials else ()), *metadata.terms]
    found = (
        ("Signed by", credentials.issuer if credentials else None),
        ("Made with", credentials.generator if credentials else None),
        ("Kind of source", ", ".join(dict.fromkeys(signed)) or None),
        *(("Image generator", f"{trace.generator} ({trace.where})") for trace in marks.traces),
        ("Camera", metadata.camera),
        ("Program", metadata.software),
        *metadata.entries,
    )
    return [(name, value) for name, value in found if value]


def describe_seen(answer: Answer) -> str:
    """Return what was seen, as the beginning of a sentence: “Two odd spots”."""
    number = len(answer.odd)
    return f"{NUMBERS[number]} odd spot{'' if number == 1 else 's'}" if number else "Nothing odd"


def describe_answer(answer: Answer) -> str:
    """Return the answer as a heading."""
    if not answer.weighed:
        return "Say what you see first"
    if len(answer.weighed) == 1:
        return words().advice[answer.weighed[0].advice].title
    return describe_seen(answer)


def list_weighed(advice: Advice, answer: Answer) -> list[WeighedRow]:
    """Return the advice for each group of uses, the highest stakes first."""
    return [_describe_weighed(advice, answer, weighed) for weighed in answer.weighed]


def _describe_weighed(advice: Advice, answer: Answer, weighed: Weighed) -> WeighedRow:
    found = words().advice[weighed.advice]
    seen = describe_seen(answer)
    sentence = found.advice.format(
        seen=seen.lower(),
        seen_is=f"{seen} {'are' if len(answer.odd) > 1 else 'is'}",
        where=describe_where(advice, weighed),
    )
    return WeighedRow(found.title, sentence)


def describe_where(advice: Advice, weighed: Weighed) -> str:
    """Return where the picture will be seen, as the end of a sentence."""
    if not weighed.uses:
        return f"where {content().verdicts[weighed.verdict].then}"
    framework = advice.framework
    names = join_words([content().clauses.place[use] for use in weighed.uses])
    viewers = find_options_that_count(framework, advice.answers.with_uses(weighed.uses), "viewer")
    return f"for {names}" + (f", {PLACE_BY_VIEWER[viewers[-1]]}" if viewers else "")
