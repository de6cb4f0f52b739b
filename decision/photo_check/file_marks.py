"""The file's marks taken together: one of four outcomes, and what it rests on."""

from dataclasses import dataclass
from typing import Literal

from decision.photo_check.credentials import Credentials, read_credentials
from decision.photo_check.metadata import Metadata, read_metadata, read_origin
from decision.pictures.open import Picture

Outcome = Literal["ai", "camera", "something-else", "nothing"]


@dataclass(frozen=True)
class Marks:
    """What a file says about itself."""

    outcome: Outcome
    metadata: Metadata
    credentials: Credentials | None

    @property
    def ai_terms(self) -> tuple[str, ...]:
        """The source types that say AI: a copy has to carry them on."""
        signed = self.credentials.terms if self.credentials else ()
        return tuple(term for term in (*signed, *self.metadata.terms) if read_origin(term) == "ai")


def read_marks(data: bytes, picture: Picture, trust_anchors: str | None = None) -> Marks:
    """Return what a file says; `data` are its original bytes."""
    metadata = read_metadata(picture)
    credentials = read_credentials(data, picture.format, trust_anchors)
    return Marks(tell_outcome(metadata, credentials), metadata, credentials)


def tell_outcome(metadata: Metadata, credentials: Credentials | None) -> Outcome:
    """Return the outcome. A mark that says AI outweighs all others: nobody gains by adding it falsely."""
    signed = credentials.terms if credentials else ()
    origins = {read_origin(term) for term in (*signed, *metadata.terms)}
    if "ai" in origins or metadata.generator:
        return "ai"
    if "camera" in origins or metadata.camera:
        return "camera"
    return "something-else" if origins or metadata.software or credentials else "nothing"
