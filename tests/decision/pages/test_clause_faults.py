"""Every answer has the clauses that a reason may need, and no others."""

from msgspec.structs import replace

from decision.content import content
from decision.core.framework import load_framework, versions
from decision.pages.clause_faults import find_clause_faults

FRAMEWORKS = [load_framework(version) for version in versions()]


def test_every_clause_that_can_occur_is_there() -> None:
    assert [*find_clause_faults(content().clauses, FRAMEWORKS)] == []


def test_a_missing_clause_and_one_that_is_never_said_are_named() -> None:
    clauses = content().clauses
    size = {**clauses.answer["size"], "poster": clauses.answer["size"]["print"]}
    del size["thumbnail"]
    changed = replace(clauses, answer={**clauses.answer, "size": size})

    assert [*find_clause_faults(changed, FRAMEWORKS)] == [
        "reasons.toml: [answer.size.thumbnail] leaves is missing",
        "reasons.toml: [answer.size.thumbnail] lowers is missing",
        "reasons.toml: [answer.size.poster] leaves is never said",
        "reasons.toml: [answer.size.poster] raises is never said",
    ]
