"""What a file says about itself in metadata and Content Credentials, summed up as one of four outcomes."""

from dataclasses import dataclass
from typing import Literal

from decision.photo_check.credentials import Credentials, read_credentials
from decision.photo_check.metadata import Metadata, read_metadata, read_origin
from decision.pictures.open import Picture

Outcome = Literal["ai", "camera", "something-else", "nothing"]


@dataclass(frozen=True)
class Marks:
    """The marks in a file, and their outcome."""

    outcome: Outcome
    metadata: Metadata
    credentials: Credentials | None

    @property
    def ai_terms(self) -> tuple[str, ...]:
        """The source types that say AI. A copy has to carry them over."""
        signed = self.credentials.terms if self.credentials else ()
        return tuple(term for term in (*signed, *self.metadata.terms) if read_origin(term) == "ai")


def read_marks(data: bytes, picture: Picture, trust_anchors: str | None = None) -> Marks:
    """Return the marks in a file. `data` is the file as it was sent."""
    metadata = read_metadata(picture)
    credentials = read_credentials(data, picture.format, trust_anchors)
    return Marks(find_outcome(metadata, credentials), metadata, credentials)


def find_outcome(metadata: Metadata, credentials: Credentials | None) -> Outcome:
    """Return the outcome. A mark that says AI outweighs all others, because nobody gains from faking it."""
    signed = credentials.terms if credentials else ()
    origins = {read_origin(term) for term in (*signed, *metadata.terms)}
    if "ai" in origins or metadata.generator:
        return "ai"
    if "camera" in origins or metadata.camera:
        return "camera"
    return "something-else" if origins or metadata.software or credentials else "nothing"
