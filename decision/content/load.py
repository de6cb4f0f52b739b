"""Read the content files into a Content, or say which file is wrong, where and how."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from decision.content import model
from decision.content.consistency import find_broken_references
from decision.content.model import Clauses, Content, Record

FOLDER = Path(__file__).parent

RecordType = TypeVar("RecordType", bound=Record)


class ContentError(Exception):
    """A content file is wrong; the message says which file, where in it, and what is wrong."""


def load_content(folder: Path = FOLDER) -> Content:
    """Read and check every content file of the folder; ContentError at the first fault."""

    def read(name: str, kind: type[RecordType], keys: tuple[str, ...] = ()) -> Mapping[str, RecordType]:
        return read_records(folder / f"{name}.toml", kind, keys)

    content = Content(
        kinds=read("kinds", model.FactKind, model.KIND_KEYS),
        documents=read("documents", model.Document, model.DOCUMENT_KEYS),
        claims=read("claims", model.Claim),
        omissions=read("omissions", model.Omission),
        contradictions=read("contradictions", model.Contradiction),
        evidence=read("evidence", model.Evidence),
        comparison=read("comparison", model.ComparisonRow),
        failures=read("failures", model.Failure),
        plans=read("plans", model.Guide, model.PLAN_KEYS),
        guides=read("guides", model.Guide, model.GUIDE_KEYS),
        verdicts=read("verdicts", model.VerdictText, model.VERDICT_KEYS),
        briefs=read("briefs", model.Brief),
        session=read("session", model.SessionGift),
        session_steps=read("session_steps", model.SessionStep, model.SESSION_STEP_KEYS),
        charts=read("charts", model.Chart, model.CHART_KEYS),
        panels=read("panels", model.PanelSet, model.PANEL_SET_KEYS),
        ways=read("ways", model.Way, model.WAY_KEYS),
        team_ways=read("team_ways", model.TeamWay, model.TEAM_WAY_KEYS),
        team=read_phrases(folder / "team.toml"),
        destinations=read("destinations", model.Destination),
        scorecard=read("scorecard", model.Criterion),
        dark_patterns=read("dark_patterns", model.DarkPattern),
        glossary=read("glossary", model.Term),
        notices=read("notices", model.Notice, model.NOTICE_KEYS),
        what_if=read_phrases(folder / "what_if.toml"),
        clauses=read_clauses(folder / "reasons.toml"),
    )
    for fault in find_broken_references(content):
        raise ContentError(fault)
    return content


def read_records(file: Path, kind: type[RecordType], keys: tuple[str, ...] = ()) -> Mapping[str, RecordType]:
    """Read a file whose tables are records of one kind; `keys` must all be there, and no other."""
    tables = read_tables(file)
    for key in keys:
        if key not in tables:
            raise ContentError(f"{file.name}: table [{key}] is missing")
    for key in tables:
        if keys and key not in keys:
            raise ContentError(f"{file.name}: unknown table [{key}]")
    return MappingProxyType({key: convert_table(file.name, key, table, kind) for key, table in tables.items()})


def read_phrases(file: Path) -> Mapping[str, Mapping[str, str]]:
    """Read a file whose tables hold nothing but phrases."""
    try:
        return MappingProxyType(msgspec.convert(read_tables(file), dict[str, dict[str, model.Text]]))
    except msgspec.ValidationError as error:
        raise ContentError(f"{file.name}: {error}") from error


def read_clauses(file: Path) -> Clauses:
    """Read the clauses that reasons are made of."""
    try:
        return msgspec.convert(read_tables(file), Clauses)
    except msgspec.ValidationError as error:
        raise ContentError(f"{file.name}: {error}") from error


def read_tables(file: Path) -> dict[str, Any]:
    """Read a TOML file; ContentError when it is missing, no UTF-8 or no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ContentError(f"{file.name}: {error.strerror}") from error
    except ValueError as error:
        raise ContentError(f"{file.name}: {error}") from error


def convert_table(file: str, key: str, table: object, kind: type[RecordType]) -> RecordType:
    """Convert one table into a record of this kind, with strict types and no unknown field."""
    if not isinstance(table, dict):
        raise ContentError(f"{file}: `{key}` is outside of a table")
    if "key" in table:
        raise ContentError(f"{file}, [{key}]: Object contains unknown field `key`")
    try:
        return msgspec.convert({**table, "key": key}, kind)
    except msgspec.ValidationError as error:
        raise ContentError(f"{file}, [{key}]: {error}") from error
