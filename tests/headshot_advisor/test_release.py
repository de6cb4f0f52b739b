from pathlib import Path

import pytest

from headshot_advisor.release import find_release


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "decision").mkdir()
    (tmp_path / "decision" / "advice.py").write_text("one")
    (tmp_path / "notes").mkdir()
    return tmp_path


def test_the_same_files_are_the_same_release(project: Path) -> None:
    assert find_release(project) == find_release(project)
    assert len(find_release(project)) == 12


def test_a_changed_a_renamed_and_a_new_file_each_make_a_new_release(project: Path) -> None:
    file = project / "decision" / "advice.py"
    seen = {find_release(project)}

    file.write_text("two")
    seen.add(find_release(project))
    file.rename(file.with_name("other.py"))
    seen.add(find_release(project))
    (project / "decision" / "words.toml").write_text("")
    seen.add(find_release(project))

    assert len(seen) == 4


def test_what_no_visitor_gets_does_not_count(project: Path) -> None:
    before = find_release(project)

    (project / "notes" / "idea.py").write_text("later")
    (project / "decision" / "advice.pyc").write_text("compiled")

    assert find_release(project) == before
