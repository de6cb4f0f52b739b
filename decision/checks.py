"""System checks: `manage.py check` and the start fail when a framework or content file is wrong."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from decision.content import ContentError, content, find_vocabulary_faults
from decision.core.framework import Framework, FrameworkError, load_framework, load_latest, versions
from decision.pages.clause_faults import find_clause_faults
from decision.pages.option_faults import find_option_faults
from decision.photo_check.destinations import load_specifications
from decision.photo_check.generators import load_generators
from decision.photo_check.words import words
from decision.pictures.refusals import load_sentences


@register
def check_framework(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Load the content and every framework version. A file that can't be read is reported with its first fault only."""
    try:
        content()
        words()
        load_specifications()
        load_generators()
        load_sentences()
    except ContentError as error:
        return [Error(str(error), id="decision.E001")]
    try:
        return [
            *(fault for version in versions() for fault in _check_version(version)),
            *_check_vocabulary(load_latest()),
            *_check_words(),
        ]
    except FrameworkError as error:
        return [Error(str(error), id="decision.E002")]


def _check_version(version: str) -> Iterator[CheckMessage]:
    try:
        load_framework(version)
    except FrameworkError as error:
        yield Error(str(error), id="decision.E002")


def _check_vocabulary(framework: Framework) -> Iterator[CheckMessage]:
    """The content speaks of the questions of the newest version; older ones may know fewer."""
    options = {question.key: tuple(question.by_key) for question in framework.questions}
    options["plan"] = tuple(plan.key for plan in framework.plans)
    options["verdict"] = tuple(verdict.key for verdict in framework.verdicts)
    yield from (Error(fault, id="decision.E003") for fault in find_vocabulary_faults(content(), options))


def _check_words() -> Iterator[CheckMessage]:
    """Reasons, hints and drawings are made for the answers of every version."""
    frameworks = [load_framework(version) for version in versions()]
    yield from (Error(fault, id="decision.E004") for fault in find_clause_faults(content().clauses, frameworks))
    yield from (Error(fault, id="decision.E005") for fault in find_option_faults(content().what_if, frameworks))
