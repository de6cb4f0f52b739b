"""Advice for a team: each person's verdict, the highest one, and what AI or the studio would cost."""

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
    """One person and their advice. The verdict may be open."""

    member: Member
    advice: Advice


@dataclass(frozen=True)
class TeamCost:
    """US dollars for the whole team: all with AI, all in the studio, or each by verdict. Pairs are (low, high)."""

    ai: tuple[int, int]
    studio: int
    studio_each: int
    is_team_price: bool
    """Whether the studio has set a price for teams. If not, `studio` is the cheapest single price for each person."""
    mixed: tuple[int, int]
    """Studio where it is needed, a plain photo for nothing where it will do, AI for the others.

    An open verdict counts with the cheapest and the dearest that is still possible.
    """


@dataclass(frozen=True)
class TeamAdvice:
    rows: tuple[MemberAdvice, ...]
    counts: dict[VerdictKey | None, int]
    """Verdict -> people. None counts the open verdicts."""
    highest: VerdictKey
    """The highest verdict that is still possible for anyone."""
    cost: TeamCost

    @property
    def must_match(self) -> bool:
        """Whether anyone's portrait must match their colleagues'."""
        return any(row.member.answers.get("matching") == "yes" for row in self.rows)


def advise_team(
    framework: Framework,
    members: Sequence[Member],
    offers: Sequence[PackageOffer] = (),
    *,
    team_price: int | None = None,
) -> TeamAdvice:
    """Return the advice for at least one person; `team_price` is in US dollars per person."""
    rows = tuple(MemberAdvice(member, advise(framework, member.answers, offers)) for member in members)
    order = [verdict.key for verdict in framework.verdicts]
    found = [row.advice.verdict for row in rows]
    possible = {verdict for row in rows for verdict in row.advice.possible_verdicts}
    single = min((offer.price for offer in offers), default=framework.price_bands.cheapest)
    return TeamAdvice(
        rows=rows,
        counts={key: found.count(key) for key in (*order, None) if key in found},
        highest=max(possible, key=order.index),
        cost=price_team([row.advice.possible_verdicts for row in rows], single=single, team_price=team_price),
    )


def price_team(people: Sequence[Sequence[VerdictKey]], *, single: int, team_price: int | None) -> TeamCost:
    """Return the costs for people with these possible verdicts; prices are in US dollars per person."""
    each = single if team_price is None else team_price
    prices = {"ai": AI_PRICES, "ai-for-now": AI_PRICES, "plain": (0, 0), "studio": (each, each)}
    low, high = AI_PRICES
    return TeamCost(
        ai=(len(people) * low, len(people) * high),
        studio=len(people) * each,
        studio_each=each,
        is_team_price=team_price is not None,
        mixed=(
            sum(min(prices[verdict][0] for verdict in verdicts) for verdicts in people),
            sum(max(prices[verdict][1] for verdict in verdicts) for verdicts in people),
        ),
    )
