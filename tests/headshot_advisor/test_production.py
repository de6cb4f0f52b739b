import pytest
from django.core.exceptions import ImproperlyConfigured

from headshot_advisor.production import find_production_faults, refuse_bad_start

WHOLE = {
    "SECRET_KEY": "k3y-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "ALLOWED_HOSTS": "advisor.example.org",
    "SITE_URL": "https://advisor.example.org",
    "EMAIL_URL": "smtp://mail.example.org:587/?tls=True",
    "STUDIO_EMAIL": "studio@example.org",
    "DEFAULT_FROM_EMAIL": "advisor@example.org",
}


def test_a_whole_environment_has_no_fault() -> None:
    assert find_production_faults(WHOLE) == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY must be a random text of at least 50 characters."),
        ("SECRET_KEY", "short", "SECRET_KEY must be a random text of at least 50 characters."),
        ("SECRET_KEY", "abab" * 20, "SECRET_KEY must be a random text of at least 50 characters."),
        ("ALLOWED_HOSTS", " ", "ALLOWED_HOSTS must list the host names of the site, without a star."),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS must list the host names of the site, without a star."),
        (
            "ALLOWED_HOSTS",
            "a.example.org, *.example.org",
            "ALLOWED_HOSTS must list the host names of the site, without a star.",
        ),
        ("SITE_URL", "http://advisor.example.org", "SITE_URL must be the https:// origin of the site."),
        ("EMAIL_URL", "", "EMAIL_URL must say how mail is sent."),
        ("STUDIO_EMAIL", "studio", "STUDIO_EMAIL must be the studio's address."),
        ("DEFAULT_FROM_EMAIL", "", "DEFAULT_FROM_EMAIL must be the address that mails come from."),
    ],
)
def test_each_fault_has_its_sentence(name: str, value: str, sentence: str) -> None:
    faults = find_production_faults({**WHOLE, name: value})

    assert faults == [sentence]


def test_a_production_that_lacks_everything_is_refused_with_every_sentence() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_bad_start("production", {})

    assert len(str(refusal.value).splitlines()) == 7


def test_a_local_start_needs_nothing() -> None:
    refuse_bad_start("local", {})


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="HEADSHOT_ENV must be local or production, not 'staging'"):
        refuse_bad_start("staging", WHOLE)
