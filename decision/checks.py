"""System checks: a framework or content file with a fault stops `manage.py check` and the start."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from decision.content import ContentError, content
from decision.framework import FrameworkError, load_framework, versions


@register
def check_framework(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Load every framework version and the content; one error per faulty file."""
    return list(_find_faults())


def _find_faults() -> Iterator[CheckMessage]:
    try:
        content()
    except ContentError as error:
        yield Error(str(error), id="decision.E001")
        return
    for version in versions():
        try:
            load_framework(version)
        except FrameworkError as error:
            yield Error(str(error), id="decision.E002")
