import pytest

from decision.photo_check.credentials import Credentials
from decision.photo_check.file_marks import Marks, find_outcome
from decision.photo_check.generators import AI_EDITED, Trace
from decision.photo_check.metadata import Metadata
from decision.photo_check.words import words

CAMERA = Metadata(camera="Canon EOS R5")
COMFY = Trace("ComfyUI", "EXIF Make")
HINT = Trace("Midjourney", "PNG text “Description”", is_hint=True)
AI_TERM = ("trainedAlgorithmicMedia",)


@pytest.mark.parametrize(
    ("metadata", "credentials", "outcome"),
    [
        (Metadata(), None, "nothing"),
        (Metadata(has_location=True), None, "something-else"),
        (Metadata(entries=(("Title", "Me"),)), None, "something-else"),
        (CAMERA, None, "camera"),
        (Metadata(terms=("digitalCapture",)), None, "camera"),
        (Metadata(), Credentials("trusted", terms=("computationalCapture",)), "camera"),
        (Metadata(software="Darkroom 4"), None, "something-else"),
        (Metadata(terms=("humanEdits",)), None, "something-else"),
        (Metadata(), Credentials("untrusted"), "something-else"),
        (Metadata(traces=(COMFY,)), None, "ai"),
        (CAMERA, Credentials("untrusted", traces=(COMFY,)), "ai"),
        (Metadata(traces=(HINT,)), None, "ai-hint"),
        (Metadata(traces=(HINT,), terms=AI_TERM), None, "ai"),
        (Metadata(terms=AI_TERM), None, "ai"),
        (Metadata(terms=("compositeWithTrainedAlgorithmicMedia",)), None, "ai"),
        (CAMERA, Credentials("broken", terms=AI_TERM), "ai"),
    ],
)
def test_marks_have_one_outcome(metadata: Metadata, credentials: Credentials | None, outcome: str) -> None:
    assert find_outcome(metadata, credentials) == outcome
    assert outcome in words().outcome


@pytest.mark.parametrize(
    ("metadata", "credentials", "term"),
    [
        (CAMERA, None, None),
        (Metadata(terms=("humanEdits", "algorithmicMedia")), None, "algorithmicMedia"),
        (Metadata(terms=("algorithmicMedia",)), Credentials("untrusted", terms=AI_TERM), "trainedAlgorithmicMedia"),
        (Metadata(traces=(COMFY,)), None, "trainedAlgorithmicMedia"),
        (CAMERA, Credentials("trusted", traces=(Trace("Adobe Firefly", "", term=AI_EDITED),)), AI_EDITED),
    ],
)
def test_a_copy_gets_the_first_term_that_says_ai(
    metadata: Metadata, credentials: Credentials | None, term: str | None
) -> None:
    marks = Marks("ai", metadata, credentials)

    assert marks.ai_term == term
