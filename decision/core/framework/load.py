"""Reads framework files: strict types by msgspec, then the consistency checks, then frozen."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from decision.core.framework.consistency import find_fault
from decision.core.framework.model import Framework

DRAFTS: frozenset[str] = frozenset()
"""Versions that are proven but not shown yet: only code that names one reads it. Empty this to publish them."""

_folders = [Path(__file__).parent]


class FrameworkError(Exception):
    """A framework file is wrong. The message says which file, where in it, and what is wrong."""


def register_folder(folder: Path) -> None:
    """Read framework files from this folder too; `forget_folder` undoes it."""
    _folders.append(folder)
    _list_files.cache_clear()


def forget_folder(folder: Path) -> None:
    """Stop reading framework files from a registered folder."""
    _folders.remove(folder)
    _list_files.cache_clear()


def versions() -> tuple[str, ...]:
    """Return the published versions on file, the oldest first."""
    return tuple(version for version in _list_files() if version not in DRAFTS)


@cache
def _list_files() -> dict[str, Path]:
    """Return version -> file, the oldest first."""
    files = [path for folder in _folders for path in folder.glob("*.toml")]
    return {path.stem: path for path in sorted(files, key=_read_version)}


def _read_version(path: Path) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in path.stem.split("."))
    except ValueError as error:
        raise FrameworkError(f"{path.name}: a framework file is named after its version, as in 2026.1.toml.") from error


def load_latest() -> Framework:
    """Return the newest version on file, a draft too: the words of `decision.content` are made for that one."""
    return _load_file(next(reversed(_list_files().values())))


def find_framework_file(version: str) -> Path | None:
    """Return the file of a framework version, or None for an unknown version."""
    return _list_files().get(version)


def load_framework(version: str | None = None) -> Framework:
    """Return one version (default: the newest), read and checked once.

    Raises:
        FrameworkError: no such version, or its file has a fault.
    """
    files = _list_files()
    version = version or versions()[-1]
    if version not in files:
        raise FrameworkError(f"There is no framework version {version!r}.")
    return _load_file(files[version])


@cache
def _load_file(path: Path) -> Framework:
    framework = read_framework(path.read_bytes(), name=path.name)
    if framework.version != path.stem:
        raise FrameworkError(f"{path.name}: version: says {framework.version!r}.")
    return framework


def read_framework(data: bytes, *, name: str) -> Framework:
    """Return the framework that the TOML text `data` holds; errors contain `name`.

    Raises:
        FrameworkError: not UTF-8, not TOML, a key or type that does not fit, or inconsistent.
    """
    try:
        table = tomllib.loads(data.decode())
        table["sha256"] = hashlib.sha256(data).hexdigest()
        framework = msgspec.convert(table, Framework)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise FrameworkError(f"{name}: {error}") from error
    fault = find_fault(framework)
    if fault:
        raise FrameworkError(f"{name}: {fault}")
    return framework
