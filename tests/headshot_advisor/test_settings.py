import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.headshot_advisor.test_checks import KEY, REFUSED

ROOT = Path(__file__).resolve().parents[2]
ASK_PRODUCTION = """
import json
from django.conf import settings
from django.test import Client
names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_PATH
answer = Client().get("/robots.txt", secure=True, SERVER_NAME="advisor.example.org")
redirect = Client().get("/", SERVER_NAME="www.example.org")["Location"]
print(json.dumps({"redirect": redirect, "cookies": " ".join(names), "hsts": answer["Strict-Transport-Security"]}))
"""
READ_HSTS = (
    "from headshot_advisor import settings as s;"
    "print(s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
)


def run_manage(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run manage.py as a person would."""
    return run_python("manage.py", *arguments, environment=environment)


def run_python(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python with nothing of ours in the environment but `environment`."""
    return subprocess.run(  # noqa: S603  our own command line
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_of_the_example_with_a_key_finds_nothing() -> None:
    example = {"ENV_FILE": ".env.example", "SECRET_KEY": secrets.token_urlsafe(50)}

    run = run_manage("check", "--deploy", "--fail-level", "WARNING", environment=example)

    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """The responses of a site with two hosts and all HSTS settings."""
    environment = {
        "ENV_FILE": ".env.example",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": "advisor.example.org,www.example.org",
        "HSTS_SUBDOMAINS": "true",
        "HSTS_PRELOAD": "true",
    }
    run = run_manage("shell", "--no-imports", "-c", ASK_PRODUCTION, environment=environment)
    assert run.returncode == 0, run.stderr
    answers: dict[str, str] = json.loads(run.stdout)
    return answers


def test_a_redirect_to_https_leads_to_the_sites_own_host(answers: dict[str, str]) -> None:
    assert answers["redirect"] == "https://advisor.example.org/"


def test_cookies_of_a_production_belong_to_this_host_alone(answers: dict[str, str]) -> None:
    assert answers["cookies"] == "__Host-sessionid __Host-csrftoken /"


def test_subdomains_and_preload_are_promised_on_request(answers: dict[str, str]) -> None:
    assert answers["hsts"] == "max-age=31536000; includeSubDomains; preload"


@pytest.mark.parametrize(
    ("asked", "promised"),
    [({}, "31536000 False False"), ({"HSTS_SUBDOMAINS": "true"}, "31536000 True False")],
    ids=["default", "subdomains"],
)
def test_what_is_not_requested_is_not_promised(asked: dict[str, str], promised: str) -> None:
    example = {"ENV_FILE": ".env.example", "SECRET_KEY": secrets.token_urlsafe(50)}

    run = run_python("-c", READ_HSTS, environment=example | asked)

    assert run.stdout.strip() == promised, run.stderr


def test_the_example_without_a_key_is_refused_with_a_sentence_and_nothing_else() -> None:
    run = run_manage("check", environment={"ENV_FILE": ".env.example"})

    assert run.returncode == 1
    assert run.stderr.splitlines() == [REFUSED, KEY]


def test_the_server_refuses_in_the_same_words_before_it_starts_a_process() -> None:
    run = subprocess.run(  # noqa: S603  our own command line
        [Path(sys.executable).with_name("gunicorn")],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": ".env.example"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert run.stderr.splitlines()[:2] == [REFUSED, KEY]


def test_an_environment_file_that_is_not_there_is_named() -> None:
    run = run_manage("check", environment={"ENV_FILE": "nothing.env"})

    assert "nothing.env, which isn't a file." in run.stderr


def test_a_local_site_starts_without_any_setting() -> None:
    run = run_manage("check", environment={})

    assert run.returncode == 0, run.stderr
