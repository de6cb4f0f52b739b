"""An inquiry in words: its team, the reasons of its advice, and what to bring to the session."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from decision.content import content
from decision.core.framework import Framework
from decision.core.team_groups import Group, Team, split_team
from decision.pages.team_groups import count_groups
from studio.models import Inquiry

WORN = {"glasses": "The glasses you usually wear.", "jewellery": "The jewelry you usually wear."}


def read_team(inquiry: Inquiry) -> Team | None:
    """Return the team with its groups; None without groups, or where the framework no longer exists."""
    groups = tuple(Group(group["people"], tuple(group["also"])) for group in inquiry.groups)
    team = split_team(inquiry.people, inquiry.read_answers(), groups)
    return team if groups and team.answers.uses else None


def describe_people(inquiry: Inquiry) -> str:
    """Return how many people, and what each group needs: “25 (21 for LinkedIn, 4 also for Press kit)”."""
    team = read_team(inquiry)
    return f"{inquiry.people} ({count_groups(inquiry.framework, team)})" if team else str(inquiry.people)


@dataclass(frozen=True)
class Reason:
    """The points that one answer or rule added to the stakes, and its source."""

    label: str
    detail: str
    points: int
    source: str


def list_reasons(inquiry: Inquiry) -> list[Reason]:
    """Return the stored reasons of an inquiry; none if its verdict was open."""
    return list(_read_reasons(inquiry.framework, inquiry.advice.get("contributions", ())))


def _read_reasons(framework: Framework, rows: list[dict[str, Any]]) -> Iterator[Reason]:
    rules = {rule.key: rule.title for rule in framework.rules}
    for row in rows:
        # Outside evidence has a name and no heading.
        source = f"{row['document']}, “{row['heading']}”" if row["heading"] else row["document"]
        if row["rule"]:
            yield Reason("Rule", rules.get(row["rule"], row["rule"]), row["points"], source)
        else:
            label, detail = _find_words(framework, row["question"], row["option"])
            yield Reason(label, detail, row["points"], source)


def _find_words(framework: Framework, question_key: str, option_key: str) -> tuple[str, str]:
    """Return question and option in words, or their keys if the framework no longer has them."""
    question = framework.by_key.get(question_key)
    option = question.by_key.get(option_key) if question else None
    return question.short if question else question_key, option.label if option else option_key


def list_things_to_bring(inquiry: Inquiry) -> list[str]:
    """Return a sentence for each thing."""
    return list(_list_things(inquiry))


def _list_things(inquiry: Inquiry) -> Iterator[str]:
    if inquiry.current_people > 1:
        yield "Clothes that suit your work. Tell everybody who comes with you, too."
    else:
        briefs = (brief.wardrobe for brief in content().briefs.values() if inquiry.main_use in brief.uses)
        wardrobe = next(briefs, "")
        yield f"Clothes: {wardrobe[0].lower()}{wardrobe[1:]}" if wardrobe else "Clothes that suit your work."
        yield "A second top in another color, so that you can choose."
    if worn := WORN.get(inquiry.answers.get("worn", "")):
        yield worn
    if inquiry.answers.get("matching") == "yes":
        yield "The portraits that yours should match, or a link to them."
    yield "The photo size that each website asks for, if it says one."


def name_uses(inquiry: Inquiry) -> str:
    """Return the labels of the uses; the key of one that the framework no longer has."""
    known = inquiry.framework.uses
    return ", ".join(known[key].label if key in known else key for key in inquiry.answers.get("use", ()))
