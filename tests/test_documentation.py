"""Everything the documentation names exists: files, headings, modules, make targets, commands, settings, tests."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CODE_FOLDERS = ("decision", "studio", "headshot_advisor", "tools", "tests")
FOLDERS = (*CODE_FOLDERS, "bin", "deploy", "docs", "requirements", "static", "templates")
FILES_OF_SETTINGS = (".env.example", "compose.yaml", "Dockerfile", "gunicorn.conf.py", "Makefile")
# Names of other programs and former names.
ELSEWHERE = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AXES_WHITELIST_CALLABLE"}


@cache
def list_names() -> set[str]:
    """Return all words in code and settings."""
    modules = (path for folder in CODE_FOLDERS for path in (ROOT / folder).rglob("*.py") if path != Path(__file__))
    scripts = (path for path in (ROOT / "tools").iterdir() if path.is_file())
    others = (ROOT / name for name in FILES_OF_SETTINGS)
    return {name for path in chain(modules, scripts, others) for name in re.findall(r"\w+", path.read_text())}


def list_anchors(document: Path) -> set[str]:
    """Return the anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def list_broken_links(document: Path) -> Iterator[str]:
    """Yield the links of a document that lead to no file or heading of this repository."""
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)]+)\)", document.read_text()):
        name, _, anchor = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        if not file.exists() or (anchor and anchor not in list_anchors(file)):
            yield target


def list_missing_paths(document: Path) -> Iterator[str]:
    """Yield the paths in a document that don’t exist; `*` and `<…>` mean any name."""
    for name in re.findall(rf"(?<![\w/.-])((?:{'|'.join(FOLDERS)})/[\w./*<>-]*)", document.read_text()):
        pattern = re.sub(r"<[^>]*>", "*", name).rstrip("/.")
        if not any(ROOT.glob(pattern)) and not any(document.parent.glob(pattern)):
            yield name


def list_missing_modules(document: Path) -> Iterator[str]:
    """Yield the modules that a document names and that do not exist."""
    for name in re.findall(
        r"`(?:python -m )?((?:decision|studio|headshot_advisor|tools)(?:\.[a-z_]+)+)", document.read_text()
    ):
        try:
            found = find_spec(name)
        except ModuleNotFoundError:
            found = None
        if not found:
            yield name


def list_missing_commands(document: Path) -> Iterator[str]:
    """Yield the make targets and management commands that a document names and that do not exist."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = document.read_text()
    for name in re.findall(r"(?:`|^|&& )make ([a-z-]+)", text, re.MULTILINE):
        if name not in targets:
            yield f"make {name}"
    for name in re.findall(r"(?:`|python )manage\.py ([a-z_]+)", text):
        if name not in get_commands():
            yield f"manage.py {name}"


def list_missing_names(document: Path) -> Iterator[str]:
    """Yield the settings, constants and tests that a document names and that no code has."""
    for name in re.findall(r"`([A-Z][A-Z0-9_]{2,}|test_\w+)(?:=[^`]*)?`", document.read_text()):
        if name not in ELSEWHERE and name not in list_names():
            yield name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(ROOT)))
def test_a_document_names_only_what_exists(document: Path) -> None:
    missing = [
        *list_broken_links(document),
        *list_missing_paths(document),
        *list_missing_modules(document),
        *list_missing_commands(document),
        *list_missing_names(document),
    ]

    assert missing == []
