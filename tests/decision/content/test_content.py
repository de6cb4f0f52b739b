"""The words and facts are complete and consistent; otherwise a clear message says what is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from decision.content import Content, ContentError, content, find_vocabulary_faults
from decision.content.load import FOLDER, load_content

OPTIONS = {
    "use": (
        "internal-directory",
        "community-profile",
        "personal-website",
        "company-page",
        "linkedin",
        "faculty-page",
        "client-facing-bio",
        "medical-bio",
        "speaker-bio",
        "press-kit",
        "residency-application",
        "casting-profile",
        "job-application",
        "freelance-profile",
        "id-photo",
        "somewhere-else",
    ),
    "viewer": ("nobody", "colleagues", "visitors", "clients", "recruiters", "selectors"),
    "field": ("other", "performing-arts", "academia", "consulting", "finance", "law", "medicine"),
    "meeting": ("rarely", "sometimes", "usually"),
    "lifespan": ("weeks", "months", "years"),
    "career": ("student", "early", "established", "senior"),
    "screening": ("no", "unsure", "yes"),
    "size": ("thumbnail", "page", "print"),
    "competition": ("open", "competitive"),
    "worn": ("none", "jewellery", "glasses"),
    "requested": ("yes", "unsure", "no"),
    "matching": ("no", "yes"),
    "selfies": ("good", "poor", "none"),
    "current": ("none", "weak", "strong", "ai-made"),
    "budget": ("under-50", "50-299", "300-1049", "1050-plus"),
    "deadline": ("today", "this-week", "this-month", "flexible"),
    "place": ("nyc", "can-travel", "elsewhere"),
    "plan": (
        "leave-out",
        "keep-current",
        "take-plain",
        "improve-selfies",
        "use-ai",
        "ai-then-studio",
        "bridge-then-book",
        "book-local",
        "book-studio",
    ),
}

Edit = Callable[[str, str, str], None]


@pytest.fixture
def words() -> Content:
    return content()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content files that a test may change."""
    for file in FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Replace the first occurrence of a text in one of the copied files."""

    def replace(name: str, old: str, new: str) -> None:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def test_content_is_read_once() -> None:
    assert content() is content()


def test_content_holds_every_claim_of_both_articles(words: Content) -> None:
    gorn = [f"gorn-{number}" for number in range(1, 44)]
    trust = [f"trust-{number}" for number in range(44, 59)]

    assert list(words.claims) == gorn + trust
    assert {claim.document for key, claim in words.claims.items() if key in gorn} == {"Gorn"}
    assert {claim.document for key, claim in words.claims.items() if key in trust} == {"Trust"}


def test_claims_follow_the_order_of_the_headings_and_use_each(words: Content) -> None:
    for key, document in words.documents.items():
        cited = [claim.heading for claim in words.claims.values() if claim.document == key]

        assert list(dict.fromkeys(cited)) == list(document.headings)


def test_headings_keep_their_typographic_marks(words: Content) -> None:
    assert words.claims["gorn-8"].heading == "Where AI Headshots Work Well — and Where They Don’t"


def test_content_decides_each_of_the_twelve_contradictions(words: Content) -> None:
    assert list(words.contradictions) == [f"open-{number}" for number in range(1, 13)]


def test_omissions_stay_few(words: Content) -> None:
    assert list(words.omissions) == ["gorn-40", "trust-58"]


def test_comparison_has_the_ten_rows_of_the_table(words: Content) -> None:
    assert {key: row.claim for key, row in words.comparison.items()} == {
        "price": "gorn-24",
        "speed": "gorn-25",
        "quality": "gorn-26",
        "authenticity": "gorn-27",
        "detection": "gorn-28",
        "coaching": "gorn-29",
        "retouching": "gorn-30",
        "rights": "gorn-31",
        "team": "gorn-32",
        "best-for": "gorn-33",
    }


@pytest.mark.parametrize(
    ("answers", "rows"),
    [
        ({}, []),
        ({"matching": ("no",)}, []),
        ({"matching": ("yes",)}, ["team"]),
        ({"screening": ("unsure",)}, ["detection"]),
        ({"use": ("community-profile", "press-kit")}, ["coaching", "rights", "best-for"]),
        ({"size": ("print",), "deadline": ("flexible",)}, ["quality", "retouching", "rights"]),
    ],
)
def test_rows_matter_by_the_answers(words: Content, answers: dict[str, tuple[str, ...]], rows: list[str]) -> None:
    marked = [key for key, row in words.comparison.items() if row.matters_to(answers)]

    assert marked == rows


def test_a_row_needs_every_question_of_one_condition(edit: Edit, folder: Path) -> None:
    edit("comparison.toml", '{ matching = ["yes"] }', '{ matching = ["yes"], size = ["print"] }')

    team = load_content(folder).comparison["team"]

    assert team.matters_to({"matching": ("yes",), "size": ("print",)})
    assert not team.matters_to({"matching": ("yes",), "size": ("page",)})
    assert not team.matters_to({"matching": ("yes",)})


def test_failures_join_the_lists_of_both_articles_and_the_press(words: Content) -> None:
    assert {key: failure.spot for key, failure in words.failures.items()} == {
        "eyes": "eyes",
        "skin": "skin",
        "likeness": "skin",
        "light": "skin",
        "edges": "edge",
        "background": "edge",
        "glasses": "accessories",
        "jewellery": "accessories",
        "teeth": "teeth",
        "hands": "hands",
        "clothing": "clothing",
        "expression": "expression",
    }
    # The report ends each name with a period.
    assert [failure.name for failure in words.failures.values() if not failure.name[-1].isalnum()] == []
    cited = {claim for failure in words.failures.values() for claim in failure.claims}
    assert {"gorn-14", "gorn-15", "gorn-16", "gorn-17", "trust-49"} <= cited


def test_every_verdict_and_plan_has_words(words: Content) -> None:
    assert list(words.verdicts) == ["ai", "ai-for-now", "plain", "studio"]
    assert list(words.plans) == [
        "leave-out",
        "take-plain",
        "use-ai",
        "improve-selfies",
        "keep-current",
        "ai-then-studio",
        "book-studio",
        "bridge-then-book",
        "book-local",
    ]
    assert list(words.guides) == ["bridge", "free-photos", "local-studio", "better-selfies", "ai-howto", "team"]


def test_plans_have_four_to_six_steps_for_usual_answers(words: Content) -> None:
    facts = {"use": ("linkedin",), "budget": ("50-299",), "deadline": ("flexible",), "place": ("nyc",)}

    assert {len(plan.choose_steps(facts).steps) for plan in words.plans.values()} <= {4, 5, 6}


def test_a_step_is_for_those_whose_answers_fit(words: Content) -> None:
    plan = words.plans["bridge-then-book"]

    money = plan.choose_steps({"budget": ("under-50",), "deadline": ("flexible",), "place": ("elsewhere",)})
    date = plan.choose_steps({"budget": ("300-1049",), "deadline": ("today",), "place": ("nyc",)})

    assert [step.do[:18] for step in (money.steps[0], date.steps[0])] == ["It’s the money, no", "It’s the date, not"]
    assert [step.do[:18] for step in (money.steps[-1], date.steps[-1])] == ["Book a studio near", "Book a session whe"]


@pytest.mark.parametrize(
    ("use", "brief"),
    [
        *((use, "business") for use in OPTIONS["use"][:5]),
        ("faculty-page", "academic"),
        ("client-facing-bio", "business"),
        ("medical-bio", "medical"),
        ("speaker-bio", "business"),
        ("press-kit", "business"),
        ("residency-application", "medical"),
        ("casting-profile", "acting"),
        ("job-application", "business"),
        ("freelance-profile", "business"),
        ("id-photo", "id"),
        ("somewhere-else", "business"),
    ],
)
def test_every_use_has_its_brief(words: Content, use: str, brief: str) -> None:
    assert words.brief_for(use) == words.briefs[brief]


def test_an_unknown_use_has_no_brief(words: Content) -> None:
    with pytest.raises(KeyError, match="passport"):
        words.brief_for("passport")


def test_destinations_follow_the_use(words: Content) -> None:
    assert [place.key for place in words.destinations_for("community-profile")] == ["slack"]
    assert words.destinations_for("personal-website") == ()


def test_what_is_not_published_is_absent(words: Content) -> None:
    sessionize = words.destinations["sessionize"]

    assert (sessionize.pixels, sessionize.file_size, sessionize.sources) == (None, None, ())


def test_evidence_against_the_studio_is_there(words: Content) -> None:
    against = {key for key, item in words.evidence.items() if item.leans == "ai"}

    assert against >= {
        "ringover-preference",
        "ringover-spotting",
        "nightingale-farid-2022",
        "gray-2025",
        "kramer-2025",
        "newsguard-2026",
        "business-insider-poll",
        "central-casting",
    }


def test_every_topic_has_evidence(words: Content) -> None:
    topics = {item.topic for item in words.evidence.values()}

    assert topics == {"telling-apart", "recruiters", "detectors", "policies", "prices", "catchlights"}


def test_second_hand_findings_are_marked_as_reports(words: Content) -> None:
    second_hand = [item for item in words.evidence.values() if item.source.grade in {"secondary", "vendor"}]

    silent = [item.key for item in second_hand if "report" not in item.finding.lower()]

    assert silent == ["ai-usable-share"]  # names the seller, the buyer and the photographer instead


def test_the_strongest_claims_have_evidence_beside_them(words: Content) -> None:
    for claim in ("gorn-14", "gorn-19", "gorn-28"):
        assert {item.leans for item in words.evidence_about(claim)} == {"ai", "neither", "studio"}


def test_the_interest_of_the_studio_is_stated(words: Content) -> None:
    assert "sells portrait sessions" in words.notices["interest"].text


def test_content_speaks_the_vocabulary_of_the_framework(words: Content) -> None:
    assert list(find_vocabulary_faults(words, OPTIONS)) == []


def test_words_that_the_framework_lacks_are_named(words: Content) -> None:
    options = OPTIONS | {"worn": ("none", "jewellery"), "use": (*OPTIONS["use"], "passport"), "matching": ("no",)}

    assert list(find_vocabulary_faults(words, options)) == [
        "failures.toml, [glasses]: the framework has no `worn` `glasses`",
        "comparison.toml, [retouching]: the framework has no `worn` `glasses`",
        "comparison.toml, [team]: the framework has no `matching` `yes`",
        "briefs.toml: no brief for `passport`",
    ]


def test_records_cannot_be_changed(words: Content) -> None:
    with pytest.raises(AttributeError):
        words.claims["gorn-1"].says = "Something else."  # type: ignore[misc]
    with pytest.raises(TypeError):
        words.claims["gorn-1"] = words.claims["gorn-2"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "claims.toml",
            'says = "A few',
            'tone = "warm"\nsays = "A few',
            "claims.toml, [gorn-1]: Object contains unknown field `tone`",
        ),
        ("claims.toml", 'document = "Gorn"\n', "", "claims.toml, [gorn-1]: Object missing required field `document`"),
        (
            "claims.toml",
            'document = "Gorn"',
            "document = 1",
            "claims.toml, [gorn-1]: Expected `str`, got `int` - at `$.document`",
        ),
        ("claims.toml", 'document = "Gorn"', 'document = "Other"', "claims.toml, [gorn-1]: unknown document `Other`"),
        (
            "claims.toml",
            'heading = "Introduction"',
            'heading = "Preface"',
            "claims.toml, [gorn-1]: `Gorn` has no heading `Preface`",
        ),
        ("claims.toml", "[gorn-1]", 'key = "gorn-1"\n[gorn-1]', "claims.toml: `key` is outside of a table"),
        (
            "claims.toml",
            "[gorn-1]",
            '[gorn-1]\nkey = "gorn-2"',
            "claims.toml, [gorn-1]: Object contains unknown field `key`",
        ),
        (
            "omissions.toml",
            "[trust-58]",
            "[gorn-40]",
            "omissions.toml: Cannot declare ('gorn-40',) twice (at line 6, column 9)",
        ),
        ("omissions.toml", "[gorn-40]", "[gorn-99]", "omissions.toml, [gorn-99]: unknown claim `gorn-99`"),
        (
            "plans.toml",
            '["gorn-31"]',
            '["gorn-99"]',
            "plans.toml, [use-ai]: unknown claim `gorn-99`",
        ),
        (
            "comparison.toml",
            '"ai-service-prices"',
            '"ai-prices"',
            "comparison.toml, [price]: unknown evidence `ai-prices`",
        ),
        (
            "failures.toml",
            'evidence = ["hu-li-lyu-2020"',
            'evidence = ["hu-li-lyu-2021"',
            "failures.toml, [eyes]: unknown evidence `hu-li-lyu-2021`",
        ),
        (
            "evidence.toml",
            'leans = "ai"',
            'leans = "us"',
            "evidence.toml, [nightingale-farid-2022]: Invalid enum value 'us' - at `$.leans`",
        ),
        (
            "evidence.toml",
            'url = "https://arxiv.org/abs/2009.11924',
            'url = "arxiv.org/abs/2009.11924',
            "evidence.toml, [hu-li-lyu-2020]: Expected `str` matching regex '^https?://' - at `$.sources[0].url`",
        ),
        (
            "glossary.toml",
            'term = "AI headshot"',
            'term = ""',
            "glossary.toml, [ai-headshot]: Expected `str` of length >= 1 - at `$.term`",
        ),
        (
            "what_if.toml",
            'nobody = "nobody in particular looks"',
            "nobody = 1",
            "what_if.toml: Expected `str`, got `int` - at `$[...][...]`",
        ),
        (
            "charts.toml",
            'read_at = "Particle News"',
            'read_at = "Particles"',
            "charts.toml, [people]: `gray-2025` has no source `Particles`",
        ),
        ("ways.toml", '["us-session-prices"]', '["prices"]', "ways.toml, [local]: unknown evidence `prices`"),
        (
            "claims.toml",
            'found = "new"',
            'found = "same"',
            "claims.toml, [gorn-1]: the first look, and no other, finds something `new`",
        ),
        (
            "evidence.toml",
            "  { on = 2026-11-27, found",
            "  { on = 2026-11-21, found",
            "evidence.toml, [business-insider-poll]: looks are in the order of their days",
        ),
        (
            "panels.toml",
            "percent = 58.9",
            "percent = 58.8",
            "panels.toml, [recruiters-spot]: `ringover-spotting` doesn’t say 58.8%",
        ),
        (
            "scorecard.toml",
            'standing = "met"',
            'standing = "unmet"',
            "scorecard.toml, [problem]: `takes` is for what is not met",
        ),
        ("verdicts.toml", "[studio]", "[session]", "verdicts.toml: table [studio] is missing"),
        (
            "verdicts.toml",
            "[ai]",
            '[maybe]\ntitle = "Maybe"\n[ai]',
            "verdicts.toml: unknown table [maybe]",
        ),
    ],
)
def test_a_wrong_file_is_refused(edit: Edit, folder: Path, name: str, old: str, new: str, message: str) -> None:
    edit(name, old, new)

    with pytest.raises(ContentError) as refusal:
        load_content(folder)

    assert str(refusal.value) == message


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "briefs.toml").unlink()

    with pytest.raises(ContentError) as refusal:
        load_content(folder)

    assert str(refusal.value) == "briefs.toml: No such file or directory"


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / "briefs.toml").write_bytes(b"\xff\xfe")

    with pytest.raises(ContentError) as refusal:
        load_content(folder)

    assert str(refusal.value) == "briefs.toml: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
