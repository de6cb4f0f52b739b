"""What pages say or draw for single options, compared with the frameworks: an option without it would break a page."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from decision.core.framework import Framework
from decision.pages.fact_uses import TEMPLATES
from decision.pages.picker import HINTS
from decision.pages.readings import COMPETITION, FIND_OUT, NOT_SURE, VIEWERS
from decision.photo_check.page import PLACE_BY_VIEWER

DRAWINGS = TEMPLATES / "drawings" / "places"
TABLES: tuple[tuple[str, str, Collection[str]], ...] = (
    ("use", "HINTS in decision/pages/picker.py", HINTS),
    ("viewer", "VIEWERS in decision/pages/readings.py", {"nobody", *VIEWERS}),
    ("viewer", "PLACE_BY_VIEWER in decision/photo_check/page.py", PLACE_BY_VIEWER),
    ("competition", "COMPETITION in decision/pages/readings.py", COMPETITION),
)
"""(question, the table that needs all of its options, the options that it has)."""


def find_option_faults(
    what_if: Mapping[str, Collection[str]], frameworks: Sequence[Framework], drawings: Path = DRAWINGS
) -> Iterator[str]:
    """Yield a sentence for everything that an option of some version needs and that is missing."""
    options: dict[str, dict[str, None]] = {}
    for framework in frameworks:
        for question in framework.questions:
            options.setdefault(question.key, {}).update(dict.fromkeys(question.by_key))
    for key, name, known in TABLES:
        yield from (f"{name} has no `{option}`" for option in options.get(key, {}) if option not in known)
    for use in options["use"]:
        if not (drawings / f"{use}.svg").exists():
            yield f"templates/drawings/places/{use}.svg is missing"
    yield from _find_unphrased(what_if, options)
    yield from _find_unexplained(frameworks)


def _find_unphrased(what_if: Mapping[str, Collection[str]], options: Mapping[str, Collection[str]]) -> Iterator[str]:
    for question, known in what_if.items():
        for option in options.get(question, ()):
            if option not in known:
                yield f"what_if.toml, [{question}]: `{option}` is missing"


def _find_unexplained(frameworks: Sequence[Framework]) -> Iterator[str]:
    """Yield the verdict questions that may stay open and that the page of an open verdict can't explain."""
    keys = dict.fromkeys(q.key for framework in frameworks for q in framework.verdict_questions if q.may_be_unsure)
    for name, known in (("NOT_SURE", NOT_SURE), ("FIND_OUT", FIND_OUT)):
        yield from (f"{name} in decision/pages/readings.py has no `{key}`" for key in keys if key not in known)
