import pytest

from headshot_advisor.checks import (
    NO_HOSTS,
    UNREADABLE,
    RefusedStart,
    find_address_faults,
    find_production_faults,
    refuse_bad_start,
)

WHOLE = {
    "SECRET_KEY": "k3y-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2,
    "ALLOWED_HOSTS": "advisor.example.org",
    "SITE_URL": "https://advisor.example.org",
    "EMAIL_URL": "submission://advisor:password@mail.example.org:587",
    "STUDIO_EMAIL": "studio@example.org",
    "DEFAULT_FROM_EMAIL": "advisor@example.org",
    "TRUSTED_PROXIES": "1",
}
REFUSED = "This production start is refused."
KEY = "SECRET_KEY must be a random text of at least 50 characters."
HOSTS = "ALLOWED_HOSTS must list the host names of the site, without a star."
ORIGIN = "SITE_URL must be the https:// origin of the site, without a path."
MAIL = "EMAIL_URL must name a mail server, such as submission://user:password@mail.example.org:587."
OPEN_MAIL = "EMAIL_URL would send its password unencrypted; begin it with submission:// for TLS."
DATABASE = "DATABASE_URL must name a file that lasts: an absolute path (four slashes), outside of folders like /tmp."
FOLDER = "VAR_DIR must be a folder that lasts: an absolute path, outside of folders like /tmp."
CACHE = "CACHE_URL must be redis://… or rediss://…, or locmem:// for one server."
PROXIES = (
    "TRUSTED_PROXIES must say how many proxies are in front of the site, usually 1: with 0, limits count all"
    " visitors as one."
)
FORWARDED = (
    "FORWARDED_ALLOW_IPS must list the addresses or networks of the proxies: with a star, anybody can make http"
    " look like https."
)
HSTS = "HSTS_SECONDS must be at least 1; 3600 is a careful start."
PRELOAD = "HSTS_PRELOAD also needs HSTS_SUBDOMAINS=true and HSTS_SECONDS=31536000 or more: browsers require both."
INBOX = "IMAP_URL must name a mailbox, such as imaps://user:password@imap.example.org:993/INBOX."
WEBHOOKS = (
    "INQUIRY_WEBHOOK and SLACK_WEBHOOK must be https:// addresses, without a user name. With"
    " ALLOW_PRIVATE_WEBHOOKS=true they may begin with http://."
)
WEBHOOK_SECRET = "INQUIRY_WEBHOOK_SECRET must be a random text of at least 32 characters."
ADMIN = "ADMIN_PATH must not be empty; leave the line out for admin/."


def test_a_whole_environment_has_no_fault() -> None:
    assert find_production_faults(WHOLE) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "false"),
        ("ALLOWED_HOSTS", "example.org, .example.org"),
        ("SITE_URL", "https://advisor.example.org/"),
        ("EMAIL_URL", "smtp://mail.example.org"),
        ("EMAIL_URL", "smtp://advisor:password@localhost"),
        ("EMAIL_URL", "smtp://advisor:password@mail.example.org:465/?ssl=True"),
        ("DATABASE_URL", "sqlite:////srv/advisor/db.sqlite3"),
        ("DATABASE_URL", "postgres://advisor:password@db.example.org/advisor"),
        ("VAR_DIR", ""),
        ("CACHE_URL", "rediss://:password@cache.example.org:6379/0"),
        ("FORWARDED_ALLOW_IPS", "127.0.0.1,10.1.0.0/24"),
        ("ADMIN_PATH", "desk"),
        ("SLACK_WEBHOOK", "https://chat.example.org/services/T0/B0/x"),
        ("IMAP_URL", "imaps://studio:password@imap.example.org"),
        ("IMAP_URL", "imap://studio:password@localhost:143/Replies"),
    ],
)
def test_what_is_safe_passes(name: str, value: str) -> None:
    faults = find_production_faults({**WHOLE, name: value})

    assert faults == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", KEY),
        ("SECRET_KEY", "short", KEY),
        ("SECRET_KEY", "abab" * 20, KEY),
        ("DEBUG", "yes", "DEBUG must be off: its pages show settings and data to everybody."),
        ("ALLOWED_HOSTS", " ", HOSTS),
        ("ALLOWED_HOSTS", "*", HOSTS),
        ("ALLOWED_HOSTS", "a.example.org, *.example.org", HOSTS),
        ("SITE_URL", "http://advisor.example.org", ORIGIN),
        ("SITE_URL", "https://", ORIGIN),
        ("SITE_URL", "https://advisor.example.org/advice", ORIGIN),
        ("SITE_URL", "https://www.example.org", "SITE_URL must name a host that is in ALLOWED_HOSTS."),
        ("EMAIL_URL", "", MAIL),
        ("EMAIL_URL", "console:", MAIL),
        ("EMAIL_URL", "file:///srv/mails", MAIL),
        ("EMAIL_URL", "smtp://advisor:password@mail.example.org:587", OPEN_MAIL),
        ("STUDIO_EMAIL", "studio", "STUDIO_EMAIL must be the studio's address."),
        ("DEFAULT_FROM_EMAIL", "", "DEFAULT_FROM_EMAIL must be the address that emails come from."),
        ("DATABASE_URL", "sqlite://:memory:", DATABASE),
        ("DATABASE_URL", "sqlite:///var/db.sqlite3", DATABASE),
        ("DATABASE_URL", "sqlite:////tmp/db.sqlite3", DATABASE),
        ("DATABASE_URL", "sqlite:////srv/../dev/shm/db.sqlite3", DATABASE),
        ("VAR_DIR", "var", FOLDER),
        ("VAR_DIR", "/run/advisor", FOLDER),
        ("CACHE_URL", "dummy://", CACHE),
        ("TRUSTED_PROXIES", "", PROXIES),
        ("TRUSTED_PROXIES", "0", PROXIES),
        ("FORWARDED_ALLOW_IPS", "*", FORWARDED),
        ("HSTS_SECONDS", "0", HSTS),
        ("HSTS_PRELOAD", "true", PRELOAD),
        ("ADMIN_PATH", "/", ADMIN),
        ("IMAP_URL", "imap://studio:password@imap.example.org", INBOX),
        ("IMAP_URL", "imaps://imap.example.org", INBOX),
        ("SLACK_WEBHOOK", "http://chat.example.org/services/T0/B0/x", WEBHOOKS),
        ("SLACK_WEBHOOK", "https://user:password@chat.example.org/x", WEBHOOKS),
        ("SLACK_WEBHOOK", "https:///x", WEBHOOKS),
        ("INQUIRY_WEBHOOK", "https://crm.example.org/hook", WEBHOOK_SECRET),
    ],
)
def test_each_fault_has_its_sentence(name: str, value: str, sentence: str) -> None:
    faults = find_production_faults({**WHOLE, name: value})

    assert faults == [sentence]


def test_a_production_that_lacks_everything_is_refused_with_every_sentence() -> None:
    with pytest.raises(RefusedStart) as refusal:
        refuse_bad_start("production", {})

    sentences = str(refusal.value).splitlines()
    assert sentences[0] == REFUSED
    assert sentences[1:5] == [KEY, HOSTS, ORIGIN, MAIL]
    assert len(sentences) == 8


def test_a_local_start_needs_nothing() -> None:
    refuse_bad_start("local", {})


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(RefusedStart, match="HEADSHOT_ENV must be local or production, not 'staging'"):
        refuse_bad_start("staging", WHOLE)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        WHOLE,
        {"DATABASE_URL": "sqlite:////srv/db.sqlite3", "CACHE_URL": "locmem://", "EMAIL_URL": "console:"},
        {"EMBED_HOSTS": "www.example.org, *.example.com:8443"},
    ],
)
def test_what_can_be_used_has_no_fault(environment: dict[str, str]) -> None:
    assert find_address_faults(environment) == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "postgres://site:se/cret@db/site", UNREADABLE.format("DATABASE_URL")),
        ("CACHE_URL", "redis://:se#cret@cache:port", UNREADABLE.format("CACHE_URL")),
        ("EMAIL_URL", "smtp://site:se/cret@mail", UNREADABLE.format("EMAIL_URL")),
        ("EMBED_HOSTS", "*", NO_HOSTS),
        ("EMBED_HOSTS", "https://a.example.org", NO_HOSTS),
        ("EMBED_HOSTS", "a.example.org; script-src *", NO_HOSTS),
    ],
)
def test_an_address_that_cannot_be_read_has_its_sentence(name: str, value: str, sentence: str) -> None:
    assert find_address_faults({name: value}) == [sentence]


def test_a_production_with_such_an_address_is_refused_without_a_word_of_it() -> None:
    secrets = dict.fromkeys(("EMAIL_URL", "DATABASE_URL", "CACHE_URL"), "smtp://site:s3cret/@mail")

    faults = find_production_faults(WHOLE | secrets)

    assert len(faults) == 3
    assert "s3cret" not in "".join(faults)
