"""Page and report say the verdict in the same words, so they cannot disagree."""

import re

import pytest
from django.test import Client

from decision.web.address import write_address
from tests.decision.pdf.samples import draw_sample, order_report, read_text
from tests.pages import text

pytestmark = pytest.mark.django_db

STARTS = (
    "These answers decide",
    "This answer decides",
    "A close call.",
    "Solid.",
    "The fewest answers",
    "For this place, nothing",
    "Nothing that you",
    "Nothing changes",
    "One other answer",
)


def find_said(page: str) -> list[str]:
    """The paragraphs of the page that say why, how firm, and what would change it; as bare words."""
    paragraphs = re.findall(r"<p[^>]*>(.*?)</p>", page, flags=re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", "", paragraph).split()) for paragraph in paragraphs]
    return [sentence.removesuffix(" Answer more and we can say.") for sentence in said if sentence.startswith(STARTS)]


@pytest.mark.parametrize("name", ["press", "linkedin", "unsure"])
def test_the_report_says_what_the_page_says(client: Client, name: str) -> None:
    page = text(client.get(write_address("decision:result", order_report(name).advice.answers)))
    printed = re.sub(r"[\s\u00ad-]+", "", read_text(draw_sample(name)))

    said = find_said(page)

    assert len(said) == 3
    assert [sentence for sentence in said if re.sub(r"[\s-]+", "", sentence) not in printed] == []
