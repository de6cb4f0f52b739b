"""The studio’s structured data has the known facts, and nothing that could close the script element."""

import json

import pytest
from django.test import Client

from studio.catalog.structured_data import describe_package, describe_studio, write_json_ld
from studio.models import Package, StudioFacts
from tests.pages import text
from tests.studio.factories import make_package

pytestmark = pytest.mark.django_db


def test_the_page_carries_the_studio_with_its_packages(client: Client) -> None:
    page = text(client.get("/studio/"))

    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert data["name"] == "Gorn Photo"
    assert data["address"]["streetAddress"] == "45 W 34th Street"
    assert [offer["name"] for offer in data["makesOffer"]] == [package.name for package in Package.objects.all()]
    assert data["makesOffer"][0]["priceSpecification"] == {
        "@type": "PriceSpecification",
        "priceCurrency": "USD",
        "minPrice": 300,
    }


def test_facts_that_nobody_entered_are_left_out() -> None:
    assert {"telephone", "email"} & describe_studio([], StudioFacts()).keys() == set()
    assert describe_studio([], StudioFacts(phone="+1 212 555 0100"))["telephone"] == "+1 212 555 0100"


def test_a_fixed_price_is_a_price() -> None:
    offer = describe_package(make_package(price=700, price_is_from=False))

    assert offer["priceSpecification"] == {"@type": "PriceSpecification", "priceCurrency": "USD", "price": 700}


def test_no_text_of_staff_can_end_the_script() -> None:
    written = write_json_ld({"name": "</script><script>alert(1)</script> & Co"})

    assert "<" not in written
    assert json.loads(written) == {"name": "</script><script>alert(1)</script> & Co"}
