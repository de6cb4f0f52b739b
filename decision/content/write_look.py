"""Write a look at the source of a fact into its file, and keep every comment and the layout."""

from pathlib import Path
from typing import Any

import tomlkit

from decision.content.model import Fact, Look


def write_look(folder: Path, fact: Fact, look: Look) -> None:
    """Add the look to the fact in its content file; OSError if the file can't be read or written."""
    file = folder / f"{fact.file}.toml"
    document: Any = tomlkit.parse(file.read_text(encoding="utf-8"))
    document[fact.key]["seen"].append(_lay_out(look))
    file.write_text(tomlkit.dumps(document), encoding="utf-8")


def _lay_out(look: Look) -> object:
    """Return the look as the files have it, with a space inside of the braces."""
    note = f", note = {tomlkit.string(look.note).as_string()}" if look.note else ""
    parsed: Any = tomlkit.parse(f'looks = [{{ on = {look.on}, found = "{look.found}"{note} }}]')
    return parsed["looks"][0]
