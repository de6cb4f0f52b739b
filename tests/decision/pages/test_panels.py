"""Panels of 100: as many figures as the text says, and both numbers add up."""

import re

import pytest

from decision.content import content
from decision.pages.panels import SIDE, PanelView, lay_out_panels

VIEWS = {
    f"{key}: {panel.panel.option}": panel
    for key, item in content().panels.items()
    for panel in lay_out_panels(item).panels
}
KNOWN = {name: panel for name, panel in VIEWS.items() if panel.panel.unknown is None}


def count_figures(panel: PanelView, *, counts: bool) -> int:
    return sum(block.width * block.height for block in panel.blocks if block.counts == counts) // SIDE**2


def test_figures_are_rounded_to_whole_people() -> None:
    assert {name: (panel.counted, panel.others) for name, panel in KNOWN.items()} == {
        "recruiters-spot: AI headshot, free tool": ("59 of 100 are caught", "41 are not"),
        "recruiters-spot: AI headshot, top-range tool": ("29 of 100 are caught", "71 are not"),
        "recruiters-spot: Real photo": ("36 of 100 are taken for AI", "64 are taken for real"),
        "recruiters-pick: AI headshot, top-range tool": ("42 of 100 picks", "58 go to the others"),
        "recruiters-pick: AI headshot, mid-range tool": ("34 of 100 picks", "66 go to the others"),
        "recruiters-pick: Real photo": ("24 of 100 picks", "76 go to the others"),
        "others-spot: AI face": ("31 of 100 are caught", "69 are not"),
        "others-spot: Real photo": ("46 of 100 are taken for AI", "54 are taken for real"),
        "keen-eyes-spot: AI face": ("41 of 100 are caught", "59 are not"),
        "keen-eyes-spot: Real photo": ("39 of 100 are taken for AI", "61 are taken for real"),
    }


@pytest.mark.parametrize("name", KNOWN)
def test_as_many_figures_are_drawn_as_are_said(name: str) -> None:
    panel = KNOWN[name]

    drawn = [count_figures(panel, counts=True), count_figures(panel, counts=False)]

    assert drawn == [int(re.findall(r"\d+", text)[0]) for text in (panel.counted, panel.others)]
    assert sum(drawn) == 100


def test_what_nobody_knows_has_no_figures() -> None:
    unknown = [name for name, panel in VIEWS.items() if panel.panel.unknown]

    assert len(unknown) == 7
    assert all(VIEWS[name].blocks == () for name in unknown)


def test_a_question_without_a_study_is_open_for_every_option() -> None:
    success = lay_out_panels(content().panels["success"])

    assert not success.is_known
    assert [panel.panel.unknown for panel in success.panels] == 3 * ["No study."]
