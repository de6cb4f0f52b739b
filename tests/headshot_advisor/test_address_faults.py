import pytest

from headshot_advisor.address_faults import NO_HOSTS, UNREADABLE, find_address_faults
from headshot_advisor.checks import find_production_faults
from tests.headshot_advisor.test_checks import WHOLE


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
def test_each_fault_has_its_sentence(name: str, value: str, sentence: str) -> None:
    assert find_address_faults({name: value}) == [sentence]


def test_a_production_with_such_an_address_is_refused_without_a_word_of_it() -> None:
    secrets = dict.fromkeys(("EMAIL_URL", "DATABASE_URL", "CACHE_URL"), "smtp://site:s3cret/@mail")

    faults = find_production_faults(WHOLE | secrets)

    assert len(faults) == 3
    assert "s3cret" not in "".join(faults)
