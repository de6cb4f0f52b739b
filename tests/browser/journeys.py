"""Six people from the first question to a plan: the questions in order, and their answers."""

from typing import NamedTuple
from urllib.parse import urlencode

Answer = tuple[str, tuple[str, ...]]


class Journey(NamedTuple):
    """The answers until the verdict is settled, the answers until the plan is, and both results."""

    name: str
    until_verdict: tuple[Answer, ...]
    until_plan: tuple[Answer, ...]
    verdict: str
    plan: str

    @property
    def result_address(self) -> str:
        """The path and query of the result."""
        answers = [(key, option) for key, options in (*self.until_verdict, *self.until_plan) for option in options]
        return f"/advice/result/?{urlencode(answers)}"


def answer(key: str, *options: str) -> Answer:
    return key, options


JOURNEYS = (
    Journey(
        "a directory that only colleagues see",
        (answer("use", "internal-directory"), answer("screening", "no"), answer("matching", "no")),
        (answer("current", "none"), answer("selfies", "good"), answer("worn", "none")),
        "ai",
        "use-ai",
    ),
    Journey(
        "a profile for a few weeks",
        (
            answer("use", "linkedin"),
            answer("viewer", "visitors"),
            answer("screening", "no"),
            answer("matching", "no"),
            answer("lifespan", "weeks"),
            answer("size", "page"),
            answer("meeting", "sometimes"),
        ),
        (answer("current", "none"), answer("selfies", "good"), answer("worn", "glasses")),
        "ai-for-now",
        "ai-then-studio",
    ),
    Journey(
        "a profile that recruiters open",
        (answer("use", "linkedin"), answer("viewer", "recruiters")),
        (
            answer("current", "weak"),
            answer("place", "nyc"),
            answer("deadline", "flexible"),
            answer("budget", "300-1049"),
        ),
        "studio",
        "book-studio",
    ),
    Journey(
        "a press kit far from New York",
        (answer("use", "press-kit"),),
        (
            answer("current", "none"),
            answer("place", "elsewhere"),
            answer("deadline", "this-month"),
            answer("budget", "300-1049"),
        ),
        "studio",
        "book-local",
    ),
    Journey(
        "an actor with a good photo, in two places",
        (answer("use", "internal-directory", "casting-profile"), answer("competition", "competitive")),
        (answer("current", "strong"),),
        "studio",
        "keep-current",
    ),
    Journey(
        "a directory that refuses AI",
        (answer("use", "internal-directory"), answer("screening", "yes")),
        (answer("current", "weak"),),
        "plain",
        "take-plain",
    ),
)
