"""What a team needs: each person's verdict, the highest one, and the cost both ways from published single prices."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.core.advice import Advice, advise
from decision.core.framework import Framework, VerdictKey
from decision.core.packages import PackageOffer
from decision.core.team_table import Member

AI_PRICES = (20, 50)
"""US dollars for one person's set, as the Gorn document gives them (gorn-24)."""


@dataclass(frozen=True)
class MemberAdvice:
    """One person with the advice for them; its verdict may be open."""

    member: Member
    advice: Advice


@dataclass(frozen=True)
class TeamCost:
    """US dollars for the whole team, both ways, and with AI only where it will do."""

    ai: tuple[int, int]
    studio: int
    studio_each: int
    is_team_price: bool
    """Whether the studio itself entered a price for teams; else it is the cheapest single price, times the people."""
    mixed: tuple[int, int]
    """Studio for those who need a real photo, AI for the others; open verdicts count as studio."""


@dataclass(frozen=True)
class TeamAdvice:
    """The advice for a team."""

    rows: tuple[MemberAdvice, ...]
    counts: dict[VerdictKey | None, int]
    """Verdict -> people; None for those whose verdict is open."""
    highest: VerdictKey
    """The highest verdict that is possible for anybody."""
    cost: TeamCost

    @property
    def must_match(self) -> bool:
        """Whether somebody's portrait must match colleagues'."""
        return any(row.member.answers.get("matching") == "yes" for row in self.rows)


def advise_team(
    framework: Framework,
    members: Sequence[Member],
    offers: Sequence[PackageOffer] = (),
    *,
    team_price: int | None = None,
) -> TeamAdvice:
    """Return the advice for the people of a table, at least one; `team_price` is in US dollars a person."""
    rows = tuple(MemberAdvice(member, advise(framework, member.answers, offers)) for member in members)
    order = [verdict.key for verdict in framework.verdicts]
    found = [row.advice.verdict for row in rows]
    possible = {verdict for row in rows for verdict in row.advice.possible_verdicts}
    single = min((offer.price for offer in offers), default=framework.price_bands.cheapest)
    real = sum(verdict in ("studio", None) for verdict in found)
    return TeamAdvice(
        rows=rows,
        counts={key: found.count(key) for key in (*order, None) if key in found},
        highest=max(possible, key=order.index),
        cost=price_team(len(rows), real, single=single, team_price=team_price),
    )


def price_team(people: int, real: int, *, single: int, team_price: int | None) -> TeamCost:
    """Return the costs for `people`, of whom `real` need a real photo; prices in US dollars a person."""
    each = single if team_price is None else team_price
    low, high = AI_PRICES
    others = people - real
    return TeamCost(
        ai=(people * low, people * high),
        studio=people * each,
        studio_each=each,
        is_team_price=team_price is not None,
        mixed=(real * each + others * low, real * each + others * high),
    )
