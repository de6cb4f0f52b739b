import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from tests.headshot_advisor.test_checks import KEY, REFUSED

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


def test_the_deployment_check_of_the_example_with_a_key_finds_nothing() -> None:
    example = {"ENV_FILE": ".env.example", "SECRET_KEY": secrets.token_urlsafe(50)}

    run = run_manage("check", "--deploy", "--fail-level", "WARNING", environment=example)

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("asked", "header"),
    [
        ({}, "max-age=31536000"),
        ({"HSTS_SUBDOMAINS": "true"}, "max-age=31536000; includeSubDomains"),
        ({"HSTS_SUBDOMAINS": "true", "HSTS_PRELOAD": "true"}, "max-age=31536000; includeSubDomains; preload"),
    ],
    ids=["default", "subdomains", "preload"],
)
def test_subdomains_and_preload_are_promised_only_on_request(asked: dict[str, str], header: str) -> None:
    example = {"ENV_FILE": ".env.example", "SECRET_KEY": secrets.token_urlsafe(50)}
    ask = (
        "from django.test import Client;"
        "answer = Client().get('/robots.txt', secure=True, SERVER_NAME='advisor.example.org');"
        "print(answer['Strict-Transport-Security'])"
    )

    run = run_manage("shell", "--no-imports", "-c", ask, environment=example | asked)

    assert run.stdout.strip() == header, run.stderr


def test_a_redirect_to_https_leads_to_the_sites_own_host() -> None:
    example = {"ENV_FILE": ".env.example", "SECRET_KEY": secrets.token_urlsafe(50)}
    several = {"ALLOWED_HOSTS": "advisor.example.org,www.example.org"}
    ask = "from django.test import Client; print(Client().get('/', SERVER_NAME='www.example.org')['Location'])"

    run = run_manage("shell", "--no-imports", "-c", ask, environment=example | several)

    assert run.stdout.strip() == "https://advisor.example.org/", run.stderr


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

    assert "nothing.env, which is no file." in run.stderr


def test_a_local_site_starts_without_any_setting() -> None:
    run = run_manage("check", environment={})

    assert run.returncode == 0, run.stderr


def test_cookies_of_a_production_belong_to_this_host_alone() -> None:
    names = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_PATH"
    read = f"from django.conf import settings as s; print({names})"
    example = {"ENV_FILE": ".env.example", "SECRET_KEY": secrets.token_urlsafe(50)}

    run = run_manage("shell", "--command", read, environment=example)

    assert run.stdout.split()[-3:] == ["__Host-sessionid", "__Host-csrftoken", "/"]
