"""What tests of the decision share: an older version of the framework on file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from decision.core.framework import Framework, forget_folder, load_framework, register_folder
from tests.decision.editing import OLDER_VERSION, write_older_framework


@pytest.fixture
def older_framework(tmp_path: Path) -> Iterator[Framework]:
    """An older version, found by its number like any other as long as the test runs."""
    folder = tmp_path / "frameworks"
    folder.mkdir()
    write_older_framework(folder)
    register_folder(folder)
    yield load_framework(OLDER_VERSION)
    forget_folder(folder)
