"""Page and report say the verdict in the same words, so they cannot disagree."""

import re

import pytest
from django.test import Client

from decision.address import write_address
from decision.pages.result import describe_result
from tests.decision.pdf.samples import draw_sample, order_report, read_text
from tests.pages import read_text as read_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["press", "linkedin", "several"])
def test_the_report_says_what_the_page_says(client: Client, name: str) -> None:
    order = order_report(name)
    page = read_page(client.get(write_address("decision:result", order.advice.answers)).content)
    result = describe_result(order.advice, (), (), today=order.today)

    printed = re.sub(r"[\s\u00ad-]+", "", read_text(draw_sample(name)))

    for sentence in (result.headline, result.reason, result.reasons.solidity):
        assert sentence in page
        assert re.sub(r"[\s-]+", "", sentence) in printed
