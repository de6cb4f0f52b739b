"""Reads framework files: strict types by msgspec, then the consistency checks, then frozen."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

import msgspec

from decision.framework.consistency import find_fault
from decision.framework.model import Framework

FOLDER = Path(__file__).parent


class FrameworkError(Exception):
    """A framework file is wrong. The message names the file, the place and the fault."""


def versions() -> tuple[str, ...]:
    """Return the versions on file, the oldest first."""
    return tuple(sorted((path.stem for path in FOLDER.glob("*.toml")), key=_sort_key))


def _sort_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


@cache
def load_framework(version: str | None = None) -> Framework:
    """Return one version (default: the newest), read and checked once.

    Raises:
        FrameworkError: no such version, or its file has a fault.
    """
    version = version or versions()[-1]
    if version not in versions():
        raise FrameworkError(f"There is no framework version {version!r}.")
    path = FOLDER / f"{version}.toml"
    framework = read_framework(path.read_bytes(), name=path.name)
    if framework.version != version:
        raise FrameworkError(f"{path.name}: version: says {framework.version!r}.")
    return framework


def read_framework(data: bytes, *, name: str) -> Framework:
    """Return the framework that the TOML text `data` holds; `name` stands in the errors.

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
