"""What a file says about itself in metadata and Content Credentials, summed up as one outcome."""

from dataclasses import dataclass
from typing import Literal

from decision.photo_check.credentials import Credentials, TrustLists, read_credentials
from decision.photo_check.generators import Trace, keep_one_each
from decision.photo_check.metadata import Metadata, read_metadata
from decision.photo_check.source_types import read_origin
from decision.pictures.open import Picture

Outcome = Literal["ai", "ai-hint", "camera", "something-else", "nothing"]


@dataclass(frozen=True)
class Marks:
    """The marks in a file, and their outcome."""

    outcome: Outcome
    metadata: Metadata
    credentials: Credentials | None

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The image generators that the file names, each once."""
        signed = self.credentials.traces if self.credentials else ()
        return keep_one_each((*signed, *self.metadata.traces))

    @property
    def ai_term(self) -> str | None:
        """The source type that says AI, named by the file or by a generator's trace. A copy has to carry it over."""
        signed = self.credentials.terms if self.credentials else ()
        named = (term for term in (*signed, *self.metadata.terms) if read_origin(term) == "ai")
        return next(named, None) or next((trace.term for trace in self.traces), None)


def read_marks(data: bytes, picture: Picture, trust: TrustLists | None = None) -> Marks:
    """Return the marks in a file. `data` is the file as it was sent."""
    metadata = read_metadata(picture)
    credentials = read_credentials(data, picture.format, trust)
    return Marks(find_outcome(metadata, credentials), metadata, credentials)


def find_outcome(metadata: Metadata, credentials: Credentials | None) -> Outcome:
    """Return the outcome. A mark that says AI outweighs all others, because nobody gains from faking it."""
    signed = credentials.terms if credentials else ()
    origins = {read_origin(term) for term in (*signed, *metadata.terms)}
    traces = (*metadata.traces, *(credentials.traces if credentials else ()))
    if "ai" in origins or any(not trace.is_hint for trace in traces):
        return "ai"
    if traces:
        return "ai-hint"
    if "camera" in origins or metadata.camera:
        return "camera"
    is_anything = origins or credentials or metadata.software or metadata.has_location or metadata.entries
    return "something-else" if is_anything else "nothing"
