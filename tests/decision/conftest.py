"""What tests of the decision share: an older version of the framework, and content that tests may change."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from decision.content import content, load
from decision.content.freshness import find_last_change, list_due
from decision.core.framework import Framework, forget_folder, load_framework, register_folder
from tests.decision.editing import OLDER_VERSION, write_older_framework

LATER_LOOKS = re.compile(r"""seen = \[\s*(\{ on = [-\d]+, found = "new" \})[^\]]*\]""")


@pytest.fixture
def older_framework(tmp_path: Path) -> Iterator[Framework]:
    """An older version, registered while the test runs."""
    folder = tmp_path / "frameworks"
    folder.mkdir()
    write_older_framework(folder)
    register_folder(folder)
    yield load_framework(OLDER_VERSION)
    forget_folder(folder)


@pytest.fixture
def content_folder(tmp_path: Path) -> Iterator[Path]:
    """A copy of the content files, which the site reads during the test. Call `read_again` after a change."""
    with copy_content(tmp_path / "content") as folder:
        yield folder


@pytest.fixture(scope="module")
def first_looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the content as it was when each fact was new, so that dates in tests stay true.

    All tests of the module share it. One that writes asks for `content_folder` too, which then copies this one.
    """
    with copy_content(tmp_path_factory.mktemp("first-looks") / "content") as folder:
        for file in folder.glob("*.toml"):
            file.write_text(LATER_LOOKS.sub(r"seen = [\1]", file.read_text(encoding="utf-8")), encoding="utf-8")
        yield folder


@contextmanager
def copy_content(folder: Path) -> Iterator[Path]:
    """Let the site read a copy of the content files."""
    shutil.copytree(load.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "FOLDER", folder)
        read_again()
        yield folder
    read_again()


def read_again() -> None:
    """Forget what was read from the content files."""
    for cached in (content, list_due, find_last_change):
        cached.cache_clear()
