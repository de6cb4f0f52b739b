"""Factories of complete objects; a test names only the fields that it is about."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, User

from decision.core.answers import Answers, read_answers
from decision.core.framework import load_framework
from studio.inquiries.form import CONSENT, CONSENT_KEY
from studio.inquiries.receive import Submission, receive_inquiry
from studio.inquiries.spam import stamp_form
from studio.models import Inquiry, Package

RECRUITERS = {"use": "linkedin", "viewer": "recruiters", "budget": "300-1049", "place": "nyc"}
RECRUITERS_QUERY = "use=linkedin&viewer=recruiters&place=nyc&budget=300-1049"


def make_answers(**answers: str | list[str]) -> Answers:
    return read_answers(load_framework(), answers or RECRUITERS)


def make_submission(**changes: Any) -> Submission:
    usual: dict[str, Any] = {
        "idempotency_key": uuid4(),
        "name": "Ana Example",
        "email": "ana@example.org",
        "consent_wording": CONSENT,
        "message": "Mornings are best.",
        "answers": make_answers(),
    }
    return Submission(**usual | changes)


def make_inquiry(**changes: Any) -> Inquiry:
    inquiry, _ = receive_inquiry(make_submission(**changes))
    return inquiry


def make_package(**changes: Any) -> Package:
    usual: dict[str, Any] = {
        "slug": "half-day",
        "name": "Half day",
        "price": 700,
        "summary": "A morning.",
        "includes": "Coaching\nRetouching",
        "suits": ["linkedin"],
        "alternative": "The LinkedIn Headshot session.",
    }
    return Package.objects.create(**usual | changes)


def make_staff(*, name: str = "sam", groups: tuple[str, ...] = ("Studio staff",), is_superuser: bool = False) -> User:
    staff = User.objects.create_user(name, password="pass", is_staff=True, is_superuser=is_superuser)
    staff.groups.set(Group.objects.filter(name__in=groups))
    return staff


def make_form_data(**changes: str) -> dict[str, str]:
    """Return every field of the form, as a browser posts it."""
    key = uuid4()
    usual = {
        "key": str(key),
        "stamp": stamp_form(key),
        "subject": "",
        "name": "Ana Example",
        "email": "ana@example.org",
        "phone": "",
        "package": "",
        "people": "1",
        "first_date": "",
        "second_date": "",
        "third_date": "",
        "message": "Mornings are best.",
        "consent": CONSENT_KEY,
    }
    return usual | changes
