"""Advice for named people with different uses: each person's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from decision.core.advice import Advice, advise
from decision.core.framework import Framework, VerdictKey
from decision.core.team_table import Member


@dataclass(frozen=True)
class MemberAdvice:
    """One person and their advice. The verdict may be open."""

    member: Member
    advice: Advice


@dataclass(frozen=True)
class PeopleAdvice:
    rows: tuple[MemberAdvice, ...]
    counts: dict[VerdictKey | None, int]
    """Verdict -> people. None counts the open verdicts."""

    @property
    def must_match(self) -> bool:
        """Whether anyone's portrait must match their colleagues'."""
        return any(row.member.answers.get("matching") == "yes" for row in self.rows)


def advise_people(framework: Framework, members: Sequence[Member]) -> PeopleAdvice:
    """Return the advice for each of at least one person."""
    rows = tuple(MemberAdvice(member, advise(framework, member.answers)) for member in members)
    found = [row.advice.verdict for row in rows]
    order = (*(verdict.key for verdict in framework.verdicts), None)
    return PeopleAdvice(rows, {key: found.count(key) for key in order if key in found})
