import pytest
from django.core.exceptions import ImproperlyConfigured

from headshot_advisor.production import UNREADABLE, find_production_faults, refuse_bad_start

WHOLE = {
    "SECRET_KEY": "k3y-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "ALLOWED_HOSTS": "advisor.example.org",
    "SITE_URL": "https://advisor.example.org",
    "EMAIL_URL": "smtp://mail.example.org:587/?tls=True",
    "STUDIO_EMAIL": "studio@example.org",
    "DEFAULT_FROM_EMAIL": "advisor@example.org",
    "TRUSTED_PROXIES": "1",
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
        ("DATABASE_URL", "postgres://site:se/cret@db/site", UNREADABLE.format("DATABASE_URL")),
        ("CACHE_URL", "redis://:se#cret@cache:port", UNREADABLE.format("CACHE_URL")),
        ("EMAIL_URL", "smtp://site:se/cret@mail", UNREADABLE.format("EMAIL_URL")),
        (
            "TRUSTED_PROXIES",
            "",
            "TRUSTED_PROXIES must say how many proxies of yours stand before the site; 0 for none.",
        ),
        ("EMBED_HOSTS", "*", "EMBED_HOSTS must list host names, such as www.example.org."),
        ("EMBED_HOSTS", "https://a.example.org", "EMBED_HOSTS must list host names, such as www.example.org."),
        ("EMBED_HOSTS", "a.example.org; script-src *", "EMBED_HOSTS must list host names, such as www.example.org."),
    ],
)
def test_each_fault_has_its_sentence(name: str, value: str, sentence: str) -> None:
    faults = find_production_faults({**WHOLE, name: value})

    assert faults == [sentence]


def test_hosts_for_frames_may_have_a_port_and_a_star_before_them() -> None:
    assert find_production_faults({**WHOLE, "EMBED_HOSTS": "www.example.org, *.example.com:8443"}) == []


def test_no_fault_tells_a_secret() -> None:
    secrets = dict.fromkeys(("SECRET_KEY", "EMAIL_URL", "DATABASE_URL", "CACHE_URL"), "smtp://site:s3cret/@mail")

    faults = find_production_faults({**WHOLE, **secrets})

    assert len(faults) == 4
    assert "s3cret" not in "".join(faults)


def test_a_production_that_lacks_everything_is_refused_with_every_sentence() -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        refuse_bad_start("production", {})

    assert len(str(refusal.value).splitlines()) == 8


def test_a_local_start_needs_nothing() -> None:
    refuse_bad_start("local", {})


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="HEADSHOT_ENV must be local or production, not 'staging'"):
        refuse_bad_start("staging", WHOLE)
