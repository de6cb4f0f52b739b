"""`manage.py evidence`: which facts are due, and how a check is recorded."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from decision.content import content
from decision.content.freshness import find_fact, list_due, rests_on_reports
from decision.core.days import read_day
from decision.management.commands import evidence
from tests.decision.conftest import read_again
from tests.decision.refusing import read_error

TODAY = date(2027, 3, 1)
COUNT = len(content().facts)

pytestmark = pytest.mark.usefixtures("first_looks")


@pytest.fixture(autouse=True)
def frozen_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "find_today", lambda: TODAY)


def run(*arguments: str) -> list[str]:
    out = io.StringIO()
    call_command("evidence", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_it_lists_what_is_due_with_its_leaning_and_what_carries_it() -> None:
    lines = [" ".join(line.split()) for line in run()]

    assert "evidence.ai-service-prices price 2026-11-21 2027-02-21 against the studio reports only" in lines
    assert "claims.gorn-24 price 2026-11-21 2027-02-21 - the article" in lines
    due, reported = len(list_due(TODAY)), sum(map(rests_on_reports, content().facts.values()))
    assert lines[-1] == f"{due} of {COUNT} facts are due on March 1, 2027. {reported} rest on reports only."
    assert len(lines) == due + 2


def test_it_lists_nothing_while_everything_is_fresh() -> None:
    (line,) = run("--on", "2026-12-01")

    assert line.startswith(f"None of {COUNT} facts is due on December 1, 2026. ")


def test_it_lists_everything_when_asked() -> None:
    assert len(run("--all", "--on", "12/1/2026")) == COUNT + 2


def test_a_fact_that_was_looked_at_is_off_the_list(content_folder: Path) -> None:
    before = run()

    written = run("--checked", "ai-service-prices", "--same", "--on", "2027-02-28")

    read_again()
    assert written == ["Written to evidence.toml: ai-service-prices, same on February 28, 2027."]
    after = run()
    assert len(after) == len(before) - 1
    assert "ai-service-prices" in str(before)
    assert "ai-service-prices" not in str(after)


def test_a_change_shows_the_sentences_that_rest_on_the_fact(content_folder: Path) -> None:
    lines = run("--checked", "team-price-elsewhere", "--changed", "--on", "2027-02-28", "--note", "Now $400.")

    assert lines == [
        "Written to evidence.toml: team-price-elsewhere, changed on February 28, 2027.",
        "Now change what rests on it:",
        "  A photographer in Indianapolis photographs teams at their office from $360 for five people, then $36 each.",
        "  For teams: One price list, from Indianapolis. Prices near you will differ",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--checked", "gorn-99", "--same", "--on", "2027-02-28"], read_error(find_fact, "gorn-99")),
        (["--checked", "gorn-1", "--on", "2027-02-28"], "Say what you found: --same, --changed or --gone."),
        (["--checked", "gorn-1", "--gone"], "Say when you looked, such as --on 2027-05-20."),
        (["--checked", "gorn-1", "--same", "--on", "2027-03-02"], "March 2, 2027 is in the future."),
        (
            ["--checked", "gorn-1", "--same", "--on", "2026-11-21"],
            "claims.gorn-1 was last checked on November 21, 2026. Give a later day.",
        ),
        (["--same", "--on", "2027-02-28"], "Say which fact you looked at: --checked KEY."),
        (["--on", "2027-02-30"], read_error(read_day, "2027-02-30")),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("upwork-foto", "Did you mean upwork-photo?"),
        ("Gorn1", "Did you mean gorn-1?"),
        ("claim.gorn-1", "Did you mean claims.gorn-1?"),
        ("zzz", ""),
    ],
)
def test_a_mistyped_key_names_the_nearest(key: str, hint: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run("--checked", key, "--same", "--on", "2027-02-28")

    assert str(refusal.value).partition(". ")[2] == hint


def test_a_file_that_is_missing_is_an_error_with_its_name(content_folder: Path) -> None:
    assert find_fact("gorn-1")
    (content_folder / "claims.toml").unlink()

    with pytest.raises(CommandError, match=r"^claims\.toml: No such file or directory\.$"):
        run("--checked", "gorn-1", "--same", "--on", "2027-02-28")
