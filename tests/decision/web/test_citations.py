"""Citations on one page: claims of the articles and findings from outside, numbered together."""

from datetime import date

import pytest

from decision.web.citations import Citations

TODAY = date(2026, 12, 1)


def test_claims_and_findings_are_numbered_in_the_order_of_their_first_citation() -> None:
    citations = Citations(TODAY)

    numbers = [citations.cite(key) for key in ("gorn-24", "upwork-photo", "gorn-24")]

    assert numbers == [1, 2, 1]


def test_a_claim_is_listed_with_its_heading_and_a_finding_with_its_address() -> None:
    citations = Citations(TODAY)
    citations.cite("trust-56")
    citations.cite("upwork-photo")

    claim, finding = citations.listed()

    assert (claim.name, claim.heading, claim.url) == ("Trust", "So are AI headshots good enough?", "")
    assert (finding.heading, finding.url) == (None, "https://support.upwork.com/hc/en-us/articles/360053305673")


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(KeyError):
        Citations(TODAY).cite("gorn-99")


@pytest.mark.usefixtures("first_looks")
def test_a_fact_that_is_due_is_listed_with_its_last_check() -> None:
    citations = Citations(date(2027, 2, 22))
    citations.cite("gorn-24")
    citations.cite("gorn-2")

    assert [bool(item.last_checked) for item in citations.listed()] == [True, False]
