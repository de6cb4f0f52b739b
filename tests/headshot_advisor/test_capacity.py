import pytest

from headshot_advisor.capacity import count_web_workers, fit_workers


@pytest.mark.parametrize(("cores", "workers"), [(1, 2), (4, 4), (64, 8)])
def test_a_process_for_each_core_within_bounds(cores: int, workers: int) -> None:
    assert fit_workers(cores) == workers


def test_the_environment_overrides_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_WORKERS", "1")

    assert count_web_workers() == 1
