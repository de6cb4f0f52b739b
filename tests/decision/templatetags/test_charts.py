"""Charts and drawn steps are also text."""

import re
from datetime import date

import pytest
from django.template import Context, Template

from decision.content import content
from decision.pages.charts import lay_out_chart, lay_out_ways
from decision.pages.panels import lay_out_panels
from decision.web.citations import Citations
from tests.pages import read_text


def render(tag: str, today: date = date(2026, 12, 1)) -> str:
    return Template("{% load charts %}{% " + tag + " %}").render(Context({"citations": Citations(today)}))


def read_without_references(page: str) -> str:
    return read_text(re.sub(r'<sup class="ref">.*?</sup>', "", page).encode())


@pytest.mark.parametrize("key", ["people", "detectors"])
def test_the_text_of_a_chart_is_its_data(key: str) -> None:
    chart = content().charts[key]

    text = read_without_references(render(f'chart "{key}"'))

    for part in (chart.title, chart.says, chart.limits):
        assert part in text
    for figure in lay_out_chart(chart):
        assert f"{figure.bar.label} {figure.percent}" in text


def test_a_bar_is_as_long_as_its_figure() -> None:
    widths = re.findall(r'class="d-bar[^>]* width="([\d.]+)%"', render('chart "detectors"'))

    assert widths == ["30.0", "84.5", "95.0", "98.0", "99.6"]


def test_a_chart_of_right_answers_marks_what_guessing_gets() -> None:
    assert render('chart "people"').count("<line") == 7


@pytest.mark.parametrize("key", ["recruiters-spot", "success"])
def test_the_text_of_panels_is_their_data(key: str) -> None:
    item = content().panels[key]

    text = read_without_references(render(f'panels "{key}"'))

    for part in (item.question, item.asked, item.limits):
        assert part in text
    for view in lay_out_panels(item).panels:
        says = f"Nobody knows. {view.panel.unknown}" if view.panel.unknown else f"{view.counted}. {view.others}."
        assert f"{view.panel.option} {says}" in text


def test_the_text_of_the_ways_is_their_data() -> None:
    text = read_without_references(render("ways"))

    for row in lay_out_ways(tuple(content().ways.values())):
        for part in (row.way.name, row.money, row.way.time, row.way.money_note, row.way.time_note):
            assert (part or "") in text


@pytest.mark.usefixtures("first_looks")
def test_a_price_that_is_due_says_when_it_was_last_checked() -> None:
    fresh, due = (read_without_references(render("ways", day)) for day in (date(2027, 2, 21), date(2027, 2, 22)))

    assert "Last checked" not in fresh
    assert "$300–$1,050 and up Last checked November 21, 2026." in due


def test_the_session_has_five_steps_with_their_drawings() -> None:
    page = render("session_steps")

    text = read_without_references(page)
    assert page.count("<svg") == 5
    for step in content().session_steps.values():
        assert f"{step.name} {step.happens}" in text


def test_a_pair_shows_fine_beside_odd() -> None:
    page = render('odd_pairs "eyes" "hands"')

    assert page.count("<svg") == 4
    assert page.count("Fine</p>") == page.count("Odd</p>") == 2
