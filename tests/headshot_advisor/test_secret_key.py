from pathlib import Path

from headshot_advisor.secret_key import read_local_key


def test_the_first_start_makes_a_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"

    key = read_local_key(path)

    assert len(key) >= 50
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret-key"]


def test_later_starts_read_the_same_key(tmp_path: Path) -> None:
    path = tmp_path / "secret-key"
    first = read_local_key(path)

    second = read_local_key(path)

    assert second == first


def test_two_sites_have_two_keys(tmp_path: Path) -> None:
    assert read_local_key(tmp_path / "one") != read_local_key(tmp_path / "two")
