"""The team that an inquiry is about: how many people, and which of them need more places."""

from decision.core.team_groups import Group, Team, split_team
from decision.pages.team_groups import count_groups
from studio.models import Inquiry


def read_team(inquiry: Inquiry) -> Team | None:
    """Return the team with its groups; None without groups, or where the framework no longer exists."""
    groups = tuple(Group(group["people"], tuple(group["also"])) for group in inquiry.groups)
    team = split_team(inquiry.people, inquiry.read_answers(), groups)
    return team if groups and team.answers.uses else None


def describe_people(inquiry: Inquiry) -> str:
    """Return how many people, and what each group needs: “25 (21 for LinkedIn, 4 also for Press kit)”."""
    team = read_team(inquiry)
    return f"{inquiry.people} ({count_groups(inquiry.framework, team)})" if team else str(inquiry.people)
