"""The studio as schema.org data for search engines: known facts only."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from studio.models import Package, StudioFacts

# So that no text can end the script element that holds the JSON.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def describe_studio(packages: Sequence[Package], facts: StudioFacts) -> dict[str, Any]:
    """Return the studio as a LocalBusiness, without the facts that nobody has entered."""
    address = settings.SITE_URL + reverse("studio:studio")
    known = {"telephone": facts.phone, "email": facts.email}
    return {
        "@context": "https://schema.org",
        "@type": "LocalBusiness",
        "@id": f"{address}#studio",
        "name": "Gorn Photo",
        "url": address,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "45 W 34th Street",
            "addressLocality": "New York",
            "addressRegion": "NY",
            "addressCountry": "US",
        },
        "employee": {"@type": "Person", "name": "Lev Gorn"},
        "makesOffer": [describe_package(package) for package in packages],
        **{name: value for name, value in known.items() if value},
    }


def describe_package(package: Package) -> dict[str, Any]:
    """Return a package as an Offer; a "from" price is the lowest of a range."""
    price = {"@type": "PriceSpecification", "priceCurrency": "USD"}
    amount = {"minPrice": package.price} if package.price_is_from else {"price": package.price}
    return {
        "@type": "Offer",
        "name": package.name,
        "description": package.summary,
        "priceSpecification": {**price, **amount},
    }


def write_json_ld(data: dict[str, Any]) -> SafeString:
    """Return the data as JSON that is safe inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308  escaped the line before
