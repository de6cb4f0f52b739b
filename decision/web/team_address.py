"""Reads a team from an address, canonical or as the form sends it, and writes the canonical one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from decision.address import REPAIRED, TEAM_PARAMETERS, list_options, read_query, repair_query, write_query
from decision.core.answers import Answers, collect_answers
from decision.core.framework import Framework
from decision.core.team_groups import MOST_PEOPLE, Group, Team, split_team
from decision.sentences import join_words

MOST_GROUPS = 3
PLACES_OF_A_GROUP = 2
"""That the form has fields for; an address may name more."""
PARAMETERS = (
    "paper",
    REPAIRED,
    *TEAM_PARAMETERS,
    *(f"{field}-{slot}" for slot in range(1, MOST_GROUPS + 1) for field in ("some", "also")),
)
NUMBER = re.compile(r"(?:about |around |~)?(\d{1,3}(?:,\d{3})+|\d{1,9})(?: (?:people|persons|employees|of us))?")
TOO_MANY = f"We count up to {MOST_PEOPLE} people. Start with one office or one department."


@dataclass(frozen=True)
class TypedGroup:
    """A group as it was typed: a number, and keys of places, filled up for the fields of the form."""

    people: str = ""
    also: tuple[str, ...] = ("",) * PLACES_OF_A_GROUP

    @property
    def is_empty(self) -> bool:
        return not self.people and not any(self.also)


@dataclass(frozen=True)
class TypedTeam:
    """What the form shows again, whether it could be used or not."""

    people: str = ""
    matching: str = ""
    groups: tuple[TypedGroup, ...] = (TypedGroup(),) * MOST_GROUPS


@dataclass(frozen=True)
class TeamAddress:
    """What an address says of a team, or what is wrong with it."""

    typed: TypedTeam
    answers: Answers
    faults: tuple[tuple[str, str], ...]
    """(id of the field, what to do), in the order of the page."""
    team: Team | None
    """None where something is missing or wrong."""
    paper: str
    """For the sheet."""
    is_repaired: bool = False

    @property
    def faults_by_field(self) -> Mapping[str, str]:
        return dict(reversed(self.faults))


def read_team_query(framework: Framework, query: QueryDict) -> TeamAddress:
    """Return the team in an address. Answers that a form leaves blank are open."""
    filled = QueryDict(mutable=True)
    for key, values in query.lists():
        filled.setlist(key, [value for value in values if value or key not in list_options()])
    whole, is_damaged = repair_query(filled, PARAMETERS)
    found = read_query(framework, whole)
    answers = Answers(found.answers.uses, found.answers.options)
    typed = _read_typed(whole, answers)
    people, fault = _read_number(typed.people, "how many people need a photo")
    faults = [("people", fault)] if fault else []
    faults += [("first", problem) for problem in found.problems]
    faults += [] if answers.uses else [("first", "Choose at least one place.")]
    faults += [] if "matching" in answers else [("matching", "Say whether the portraits must match.")]
    groups, group_faults = _read_groups(framework, typed.groups, answers, people)
    faults += group_faults
    team = None if faults else Team(people, answers, groups)
    is_repaired = is_damaged or REPAIRED in whole
    return TeamAddress(typed, answers, tuple(faults), team, whole.get("paper", "letter"), is_repaired)


def write_team_query(team: Team) -> str:
    """Return the one query string of this team."""
    return write_query(team.answers, **list_team_parameters(team))


def list_team_parameters(team: Team) -> dict[str, str | list[str]]:
    """Return what an address says of a team besides the answers: how many they are, and the groups."""
    groups = [".".join((str(group.people), *group.also)) for group in team.groups]
    return {"people": str(team.people), "group": groups}


def write_inquiry_query(framework: Framework, team: Team) -> str:
    """Return the query string for the inquiry: the places of all, the number of people, and the groups."""
    options = {key: (option,) for key, option in team.answers.options.items()}
    answers = collect_answers(framework, {**options, "use": team.all_uses})
    return write_query(answers, **list_team_parameters(team))


def read_inquiry_team(framework: Framework, query: QueryDict, answers: Answers) -> Team | None:
    """Return the team in the address of an inquiry, which has these answers; None if there is none or it is damaged."""
    people, fault = _read_number(query.get("people", ""), "")
    typed = _read_typed(query, answers).groups
    groups = tuple(Group(_read_number(group.people, "")[0], group.also) for group in typed if not group.is_empty)
    everybody = split_team(people, answers, groups).answers
    groups, faults = _read_groups(framework, typed, everybody, people)
    is_whole = people > 1 and everybody.uses and {use for group in groups for use in group.also} <= {*answers.uses}
    return Team(people, everybody, groups) if is_whole and not fault and not faults else None


def _read_typed(query: QueryDict, answers: Answers) -> TypedTeam:
    groups = [text.split(".") for text in query.getlist("group")]
    slots = range(1, MOST_GROUPS + 1)
    typed = [
        *(TypedGroup(number, _fill(tuple(also))) for number, *also in groups),
        *(TypedGroup(query.get(f"some-{n}", "").strip(), _fill(tuple(query.getlist(f"also-{n}")))) for n in slots),
    ]
    kept = [group for group in typed if not group.is_empty]
    blank = [TypedGroup()] * (MOST_GROUPS - len(kept))
    return TypedTeam(query.get("people", "").strip(), answers.get("matching") or "", (*kept, *blank))


def _fill(also: tuple[str, ...]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(use for use in also if use))
    return chosen + ("",) * (PLACES_OF_A_GROUP - len(chosen))


def _read_number(typed: str, what: str) -> tuple[int, str]:
    """Return the number, and what is wrong with it if anything is."""
    match = NUMBER.fullmatch(typed.lower())
    if not typed:
        return 0, f"Say {what}."
    if match is None:
        return 0, f"“{typed[:20]}” isn’t a whole number. Say {what} in digits, such as 25."
    number = int(match[1].replace(",", ""))
    if not number:
        return 0, f"Say {what}: one at least."
    return (number, "") if number <= MOST_PEOPLE else (0, TOO_MANY)


def _read_groups(
    framework: Framework, typed: tuple[TypedGroup, ...], answers: Answers, people: int
) -> tuple[tuple[Group, ...], list[tuple[str, str]]]:
    groups: list[Group] = []
    faults: list[tuple[str, str]] = []
    for slot, one in enumerate(typed, start=1):
        if not one.is_empty:
            found = list(_list_group_faults(framework, one, answers, people))
            faults += [(f"{field}-{slot}", fault) for field, fault in found]
            if not found:
                chosen = {*one.also} - {*answers.uses}
                also = tuple(key for key in framework.uses if key in chosen)
                groups.append(Group(_read_number(one.people, "")[0], also))
    together = sum(group.people for group in groups)
    if people and together > people and not faults:
        faults.append(("some-1", f"These groups have {together} people together, but your team has {people}."))
    return tuple(groups), faults


def _list_group_faults(
    framework: Framework, typed: TypedGroup, answers: Answers, people: int
) -> Iterator[tuple[str, str]]:
    also = [use for use in typed.also if use]
    labels = join_words([framework.uses[use].label for use in also if use in framework.uses])
    number, fault = _read_number(typed.people, f"how many people also need: {labels}" if labels else "how many people")
    if fault:
        yield "some", fault
    elif people and number > people:
        yield "some", f"A group of {number} doesn’t fit into a team of {people}."
    if not also:
        yield "also", f"Say what else these {typed.people[:20]} people need."
    for use in also:
        if use not in framework.uses:
            yield "also", f"“{use[:40]}” isn’t a place on our list."
    if also and {*also} <= {*answers.uses}:
        yield "also", f"Everybody needs this already: {labels}. Choose another place, or clear this line."
