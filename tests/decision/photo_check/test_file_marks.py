import pytest

from decision.photo_check.credentials import Credentials
from decision.photo_check.file_marks import Marks, find_outcome
from decision.photo_check.metadata import Metadata
from decision.photo_check.words import words

CAMERA = Metadata(camera="Canon EOS R5")
AI_TERM = ("trainedAlgorithmicMedia",)


@pytest.mark.parametrize(
    ("metadata", "credentials", "outcome"),
    [
        (Metadata(), None, "nothing"),
        (Metadata(has_place=True), None, "nothing"),
        (CAMERA, None, "camera"),
        (Metadata(terms=("digitalCapture",)), None, "camera"),
        (Metadata(), Credentials("trusted", terms=("computationalCapture",)), "camera"),
        (Metadata(software="Darkroom 4"), None, "something-else"),
        (Metadata(terms=("humanEdits",)), None, "something-else"),
        (Metadata(), Credentials("untrusted"), "something-else"),
        (Metadata(generator="ComfyUI"), None, "ai"),
        (Metadata(terms=AI_TERM), None, "ai"),
        (Metadata(terms=("compositeWithTrainedAlgorithmicMedia",)), None, "ai"),
        (CAMERA, Credentials("broken", terms=AI_TERM), "ai"),
    ],
)
def test_marks_have_one_of_four_outcomes(metadata: Metadata, credentials: Credentials | None, outcome: str) -> None:
    assert find_outcome(metadata, credentials) == outcome
    assert outcome in words().outcome


def test_the_terms_that_say_ai_are_kept_for_a_copy() -> None:
    metadata = Metadata(terms=("humanEdits", "algorithmicMedia"))

    marks = Marks("ai", metadata, Credentials("untrusted", terms=("trainedAlgorithmicMedia", "digitalCapture")))

    assert marks.ai_terms == ("trainedAlgorithmicMedia", "algorithmicMedia")
