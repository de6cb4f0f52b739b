"""Every option has the words and the drawing that pages need for it."""

from pathlib import Path

from msgspec.structs import replace

from decision.content import content
from decision.core.framework import Framework, load_framework, versions
from decision.pages.option_faults import find_option_faults

FRAMEWORKS = [load_framework(version) for version in versions()]


def rename_options(framework: Framework) -> Framework:
    """Return a version whose first options of three questions have keys of their own."""
    changed = {
        key: replace(framework.by_key[key], options=(replace(framework.by_key[key].options[0], key=f"new-{key}"),))
        for key in ("use", "viewer", "competition")
    }
    return replace(framework, questions=tuple(changed.get(question.key, question) for question in framework.questions))


def test_nothing_is_missing() -> None:
    assert [*find_option_faults(content().what_if, FRAMEWORKS)] == []


def test_everything_that_an_option_lacks_is_named() -> None:
    frameworks = [*FRAMEWORKS, rename_options(load_framework())]

    assert [*find_option_faults(content().what_if, frameworks)] == [
        "HINTS in decision/pages/picker.py has no `new-use`",
        "VIEWERS in decision/pages/readings.py has no `new-viewer`",
        "PLACE_BY_VIEWER in decision/photo_check/page.py has no `new-viewer`",
        "COMPETITION in decision/pages/readings.py has no `new-competition`",
        "templates/drawings/places/new-use.svg is missing",
        "what_if.toml, [viewer]: `new-viewer` is missing",
        "what_if.toml, [competition]: `new-competition` is missing",
    ]


def test_a_question_that_may_stay_open_needs_an_explanation() -> None:
    framework = load_framework()
    size = replace(framework.by_key["size"], may_be_unsure=True)
    questions = tuple(size if question.key == "size" else question for question in framework.questions)

    assert [*find_option_faults(content().what_if, [replace(framework, questions=questions)])] == [
        "NOT_SURE in decision/pages/readings.py has no `size`",
        "FIND_OUT in decision/pages/readings.py has no `size`",
    ]


def test_a_place_without_a_drawing_is_named(tmp_path: Path) -> None:
    for use in load_framework().uses:
        if use != "press-kit":
            (tmp_path / f"{use}.svg").touch()

    assert [*find_option_faults(content().what_if, FRAMEWORKS, tmp_path)] == [
        "templates/drawings/places/press-kit.svg is missing"
    ]
