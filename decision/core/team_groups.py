"""Advice for a team by head counts: everybody's places, and groups that need more."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from decision.core.advice import Advice, advise
from decision.core.answers import Answers, collect_answers
from decision.core.framework import Framework, VerdictKey

MOST_PEOPLE = 500
ASSUMED = {"current": "none", "selfies": "good"}
"""What differs from person to person and only shapes the plan: it is planned for people without a good photo."""


@dataclass(frozen=True)
class Group:
    """How many people need more places than everybody does, and which."""

    people: int
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Team:
    """A team: the answers hold for everybody, the groups are exceptions among these people."""

    people: int
    answers: Answers
    groups: tuple[Group, ...] = ()

    @property
    def others(self) -> int:
        """How many people are in no group."""
        return self.people - sum(group.people for group in self.groups)

    @property
    def all_uses(self) -> frozenset[str]:
        """The places of everybody and of all groups."""
        return frozenset({*self.answers.uses, *(use for group in self.groups for use in group.also)})


def split_team(people: int, answers: Answers, groups: tuple[Group, ...]) -> Team:
    """Return the team whose places are all in these answers: those of no group are everybody's."""
    of_groups = {use for group in groups for use in group.also}
    return Team(people, answers.with_uses(tuple(use for use in answers.uses if use not in of_groups)), groups)


@dataclass(frozen=True)
class GroupAdvice:
    """What holds for each person of a group. The verdict may be open."""

    group: Group
    advice: Advice


@dataclass(frozen=True)
class TeamAdvice:
    team: Team
    groups: tuple[GroupAdvice, ...]
    """Those in no group first, if there are any."""
    missing: tuple[str, ...]
    """The questions that can still change somebody's verdict or, where that is clear, the plan; in asking order."""

    @property
    def possible(self) -> list[tuple[int, tuple[VerdictKey, ...]]]:
        """(people, the verdicts that are possible for them) for each group."""
        return [(row.group.people, row.advice.possible_verdicts) for row in self.groups]


@dataclass(frozen=True)
class Coverage:
    """For how many people a way to portraits is enough, for how many it isn't, and for how many that is open."""

    enough: int = 0
    too_little: int = 0
    open: int = 0


def advise_groups(framework: Framework, team: Team) -> TeamAdvice:
    """Return the advice for everybody and for each group."""
    everybody = (Group(team.others),) if team.others else ()
    groups = tuple(_advise_group(framework, team, group) for group in (*everybody, *team.groups))
    missing = {key for row in groups for key in row.advice.missing}
    return TeamAdvice(team, groups, tuple(question.key for question in framework.questions if question.key in missing))


def _advise_group(framework: Framework, team: Team, group: Group) -> GroupAdvice:
    options = {key: (option,) for key, option in (ASSUMED | dict(team.answers.options)).items()}
    answers = collect_answers(framework, {**options, "use": {*team.answers.uses, *group.also}})
    return GroupAdvice(group, advise(framework, answers))


def count_coverage(groups: Iterable[tuple[int, Collection[VerdictKey]]], verdicts: Collection[str]) -> Coverage:
    """Return for how many people a way is enough that does for these verdicts.

    Each group is (people, the verdicts that are possible for them).
    """
    enough = too_little = still_open = 0
    for people, possible in groups:
        if {*possible} <= {*verdicts}:
            enough += people
        elif {*possible}.isdisjoint(verdicts):
            too_little += people
        else:
            still_open += people
    return Coverage(enough, too_little, still_open)
