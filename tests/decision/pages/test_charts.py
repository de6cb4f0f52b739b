from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.pages.charts import lay_out_bars, lay_out_ticks, lay_out_zones

FRAMEWORK = load_framework()


def test_zones_cover_the_scale_without_gaps() -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, {"use": "press-kit"}))

    zones = [(zone.verdict, zone.start, zone.length) for zone in lay_out_zones(advice)]

    assert zones == [("ai", 0, 30), ("ai-for-now", 30, 12), ("plain", 42, 8), ("studio", 50, 50)]


def test_zones_that_an_open_verdict_rules_out_are_told_apart() -> None:
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
