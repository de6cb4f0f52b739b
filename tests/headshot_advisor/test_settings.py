import os
import subprocess
import sys
from pathlib import Path

from tests.headshot_advisor.test_production import WHOLE

ROOT = Path(__file__).resolve().parents[2]


def run_manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person would, with nothing of ours in the environment but `environment`."""
    return subprocess.run(  # noqa: S603  our own command line
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_of_a_whole_production_finds_nothing() -> None:
    run = run_manage("check", "--deploy", "--fail-level", "WARNING", environment={"HEADSHOT_ENV": "production"} | WHOLE)

    assert run.returncode == 0, run.stderr


def test_a_production_without_its_settings_does_not_start() -> None:
    run = run_manage("check", environment={"HEADSHOT_ENV": "production"})

    assert run.returncode == 1
    assert "SECRET_KEY must be a random text of at least 50 characters." in run.stderr


def test_a_local_site_starts_without_any_setting() -> None:
    run = run_manage("check", environment={})

    assert run.returncode == 0, run.stderr
