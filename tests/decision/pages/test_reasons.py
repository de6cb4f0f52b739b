from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.pages.reasons import describe_contestable, describe_own_reading
from decision.pages.words import describe_contributions

HIGH_STAKES = next(rule.title for rule in load_framework().rules if rule.key == "high-stakes-use")


def advise_use(use: str) -> Advice:
    framework = load_framework()
    return advise(framework, read_answers(framework, {"use": use}))


def test_each_row_leads_to_itself_set_aside_or_counted_again() -> None:
    advice = advise_use("press-kit")

    rows = describe_contestable(advice, describe_contributions(advice), ("use",))

    found = {row.label: (row.is_contested, row.contested) for row in rows}
    assert found["Where it appears"] == (True, ())
    assert found[HIGH_STAKES] == (False, ("use", "high-stakes-use"))


def test_without_contested_points_there_is_no_own_reading() -> None:
    assert describe_own_reading(advise_use("press-kit"), ()) is None


def test_an_own_reading_names_what_is_set_aside_and_what_is_possible_then() -> None:
    own = describe_own_reading(advise_use("press-kit"), ("high-stakes-use",))

    assert own is not None
    assert own.names == (HIGH_STAKES,)
    assert own.verdicts == "studio photo"
    assert own.rules == ()
