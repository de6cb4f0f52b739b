import pytest

from decision.content import content
from studio.inquiries.words import list_reasons
from tests.studio.factories import make_answers, make_inquiry

pytestmark = pytest.mark.django_db


def test_a_reason_names_its_heading_and_an_outside_source_has_none() -> None:
    inquiry = make_inquiry(answers=make_answers(use="freelance-profile"))

    sources = {reason.label: reason.source for reason in list_reasons(inquiry)}

    assert sources["Where it appears"] == content().evidence["upwork-photo"].sources[0].name
    assert sources["Who looks"].startswith("Gorn, “")
