"""Why a picture cannot be looked at."""

from typing import Literal

Reason = Literal["missing", "too-big", "too-many-pixels", "too-small", "heic", "other-format", "broken"]


class PictureRefusal(Exception):
    """A picture that we do not look at; `reason` is the key of the sentences for it in words.toml."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason
