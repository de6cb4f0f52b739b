"""Links and hidden fields carry the answers, the framework version and the contested points."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template

from decision.core.answers import Answers, read_answers
from decision.core.framework import load_framework

KEPT = {"framework": "2025.1", "without": ("viewer", "size")}
LINK = "{% load addresses %}{% address 'decision:result' answers session='2027-01-15' %}"


def fill(template: str, **context: object) -> str:
    answers = read_answers(load_framework(), {"use": ["linkedin", "press-kit"]})
    return Template(template).render(Context({"answers": answers, **context}, autoescape=False))


@pytest.mark.parametrize("context", [{"page": SimpleNamespace(kept=KEPT)}, {"kept": KEPT}])
def test_a_link_carries_what_the_page_keeps(context: dict[str, object]) -> None:
    address = fill(LINK, **context)

    assert address == (
        "/advice/result/?use=linkedin&use=press-kit&framework=2025.1&without=viewer&without=size&session=2027-01-15"
    )


def test_a_link_of_a_page_that_keeps_nothing_has_the_answers_alone() -> None:
    assert fill(LINK.replace(" session='2027-01-15'", "")) == "/advice/result/?use=linkedin&use=press-kit"


def test_a_link_can_replace_what_is_kept() -> None:
    template = "{% load addresses %}{% address 'decision:result' answers framework='' without='' %}"

    assert fill(template, kept=KEPT) == "/advice/result/?use=linkedin&use=press-kit"


def test_hidden_fields_carry_what_a_link_would() -> None:
    fields = fill("{% load addresses %}{% hidden answers %}", page=SimpleNamespace(kept=KEPT))

    assert fields == (
        '<input type="hidden" name="use" value="linkedin"><input type="hidden" name="use" value="press-kit">'
        '<input type="hidden" name="framework" value="2025.1">'
        '<input type="hidden" name="without" value="viewer"><input type="hidden" name="without" value="size">'
    )


def test_without_answers_there_are_no_hidden_fields() -> None:
    empty = {"framework": "", "without": ()}

    assert fill("{% load addresses %}{% hidden answers %}", answers=Answers(), page=SimpleNamespace(kept=empty)) == ""
