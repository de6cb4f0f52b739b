import pytest

from decision.content import content
from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.pages.charts import lay_out_bars, lay_out_chart, lay_out_ticks, lay_out_ways, lay_out_zones

FRAMEWORK = load_framework()


def test_zones_cover_the_scale_without_gaps() -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, {"use": "press-kit"}))

    zones = [(zone.verdict, zone.start, zone.length) for zone in lay_out_zones(advice)]

    assert zones == [("ai", 0, 30), ("ai-for-now", 30, 12), ("plain", 42, 8), ("studio", 50, 50)]


def test_zones_that_an_open_verdict_rules_out_look_different() -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, {"use": "casting-profile"}))

    possible = [zone.verdict for zone in lay_out_zones(advice) if zone.is_possible]

    assert possible == ["plain", "studio"]


def test_names_of_narrow_zones_run_to_their_free_side() -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, {"use": "press-kit"}))

    names = [(zone.name, zone.anchor, zone.name_at) for zone in lay_out_zones(advice)]

    assert names == [("AI", "start", 0), ("for now", "end", 41), ("plain", "start", 42), ("studio", "end", 100)]


def test_uses_with_one_index_share_a_tick_and_close_figures_get_separate_rows() -> None:
    raw = {
        "use": ["community-profile", "personal-website", "speaker-bio", "press-kit"], "viewer": "visitors",
        "screening": "no", "lifespan": "years", "size": "page", "matching": "no", "meeting": "rarely", "field": "other",
        "career": "student",
    }  # fmt: skip
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, raw))

    ticks = [(tick.labels, tick.stakes, tick.lift) for tick in lay_out_ticks(advice)]

    assert ticks == [
        (("Community or hobby profile",), 25, 0),
        (("Personal website",), 29, 18),
        (("Speaker bio", "Press kit"), 70, 0),
    ]


def test_bars_add_up_and_a_cap_goes_back() -> None:
    raw = {
        "use": "internal-directory", "screening": "no", "matching": "no", "size": "page",
        "lifespan": "years", "meeting": "usually", "field": "law", "career": "senior",
    }  # fmt: skip
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, raw))

    bars = [(bar.start, bar.width, bar.total) for bar in lay_out_bars(advice.contributions)]

    assert bars[-2:] == [(26, 4, 30), (29, 1, 29)]
    assert bars[-1][2] == advice.stakes


def test_a_figure_is_written_as_it_is_in_the_content() -> None:
    charts = content().charts

    assert [figure.percent for figure in lay_out_chart(charts["detectors"])] == [
        "under 30%",
        "84.5%",
        "over 95%",
        "98%",
        "99.6%",
    ]


def test_a_figure_is_reported_unless_its_source_gives_it() -> None:
    reported = [figure.is_reported for figure in lay_out_chart(content().charts["detectors"])]

    assert reported == [False, True, True, True, False]


@pytest.mark.parametrize("key", ["people", "detectors"])
def test_the_findings_of_a_chart_give_its_figures(key: str) -> None:
    for bar in content().charts[key].bars:
        finding = content().evidence[bar.finding].finding

        assert f"{bar.percent:g}%" in finding or f"{bar.percent:.1f}%" in finding


def test_ways_are_on_one_line_for_money_and_in_steps_of_time() -> None:
    rows = {row.way.key: row for row in lay_out_ways(tuple(content().ways.values()))}

    assert {key: row.money for key, row in rows.items()} == {
        "window": "Nothing",
        "booth": "Nothing",
        "ai": "$20–$50",
        "local": "$150–$2,000",
        "studio": "$300–$1,050 and up",
    }
    assert (rows["local"].start, rows["local"].width, rows["local"].end) == (7.5, 92.5, "$2,000")
    assert rows["studio"].paces == [True, True, True, False]
    assert rows["booth"].paces == [False] * 4


def test_a_way_says_whether_its_price_is_reported_or_our_estimate() -> None:
    rows = lay_out_ways(tuple(content().ways.values()))

    assert [row.way.key for row in rows if row.is_reported] == ["local"]
    assert [row.way.key for row in rows if row.is_estimate] == ["window"]
