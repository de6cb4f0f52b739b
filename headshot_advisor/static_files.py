"""Static files: their names change with their content, so browsers may keep each for as long as HTTP suggests."""

import re

from whitenoise.middleware import WhiteNoiseMiddleware

# The picture of link previews is the one file that other sites show.
SOCIAL_CARD = re.compile(r"/img/card\.[^/]*png\Z")


class StaticFilesMiddleware(WhiteNoiseMiddleware):
    """WhiteNoise with a year instead of its ten."""

    FOREVER = 31_536_000  # seconds


def open_social_card(headers: dict[str, str], path: str, url: str) -> None:
    """Let other sites show the social card. WhiteNoise calls it for each file."""
    if SOCIAL_CARD.search(url):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
