from decision.advice import advise
from decision.answers import read_answers
from decision.charts import lay_out_bars, lay_out_markers, lay_out_zones
from decision.framework import load_framework

FRAMEWORK = load_framework()


def test_zones_cover_the_scale_without_gaps() -> None:
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, {"use": "press-kit"}))

    zones = [(zone.verdict, zone.start, zone.stop, zone.x, zone.width) for zone in lay_out_zones(advice)]

    assert zones == [
        ("ai", 0, 30, 20, 180),
        ("ai-for-now", 30, 52, 200, 132),
        ("studio", 52, 100, 332, 288),
    ]


def test_labels_that_would_touch_stand_on_separate_rows() -> None:
    raw = {"use": ["speaker-bio", "press-kit", "internal-directory"], "screening": "no"}
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, raw))

    markers = [(marker.label, marker.stakes, marker.anchor, marker.drop) for marker in lay_out_markers(advice)]

    assert markers == [("Speaker bio", 70, "start", 26), ("Press kit", 70, "start", 52)]


def test_bars_are_steps_of_one_sum_and_a_cap_steps_back() -> None:
    raw = {
        "use": "internal-directory", "screening": "no", "matching": "no", "size": "page",
        "lifespan": "years", "meeting": "usually", "field": "law", "career": "senior",
    }  # fmt: skip
    advice = advise(FRAMEWORK, read_answers(FRAMEWORK, raw))

    bars = [(bar.start, bar.width, bar.total) for bar in lay_out_bars(advice.contributions)]

    assert bars[-2:] == [(29, 4, 33), (29, 4, 29)]
    assert bars[-1][2] == advice.stakes
