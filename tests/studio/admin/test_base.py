"""Every list of the staff site accepts only the filters it shows; every form refuses unreadable text."""

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from studio.admin.base import NO_SUCH_LIST, StaffAdmin
from studio.models import Inquiry, OutcomeTally, ReplyTemplate
from tests.pages import read_text
from tests.studio.factories import make_inquiry, make_staff

pytestmark = pytest.mark.django_db

INQUIRIES = "/admin/studio/inquiry/"
TALLIES = "/admin/studio/outcometally/"
REGISTERED = [model for model in admin.site._registry if model._meta.model_name != "studiofacts"]  # a single row
OVERRIDE = "\u202e"


def find_list(model: type[Model]) -> str:
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


@pytest.fixture
def superuser(client: Client) -> Client:
    client.force_login(make_staff(name="root", is_superuser=True))
    return client


def test_every_admin_class_of_the_desk_uses_its_base_class() -> None:
    others = [model for model, part in admin.site._registry.items() if not isinstance(part, StaffAdmin)]

    assert others == []


def ask_every_list(browser: Client, query: str) -> set[int]:
    """Return the status of each list."""
    return {browser.get(f"{find_list(model)}?{query}").status_code for model in REGISTERED}


@pytest.mark.parametrize(
    "query", ["id__regex=(a%2B)%2B%24", "id__year=9999999999", "id__gt=0", "nothing=1", "e=1&nothing=1", "_to_field=x"]
)
def test_no_list_takes_a_filter_that_it_does_not_show(superuser: Client, query: str) -> None:
    assert ask_every_list(superuser, query) == {400}


@pytest.mark.parametrize(
    "query",
    ["p=0&o=x", f"p=-1&o=-{'9' * 20}", "p=2&all=", f"p={'9' * 20}&_facets=", "p=x&e=1"],
)
def test_every_list_opens_whatever_page_and_order_are_asked_for(superuser: Client, query: str) -> None:
    assert ask_every_list(superuser, query) == {200}


def test_a_planted_regular_expression_is_refused_unread(staff_client: Client) -> None:
    make_inquiry(message="a" * 5000)

    response = staff_client.get(f"{INQUIRIES}?message__regex=(a*)*b")

    assert response.status_code == 400
    assert NO_SUCH_LIST in read_text(response.content)


@pytest.mark.parametrize(
    "query",
    [
        "created_at__year=9999999999",
        # SQLite has no such moments in UTC; PostgreSQL has, and shows the list.
        pytest.param("created_at__gte=9999-12-31%2023%3A59%3A59-05%3A00", marks=pytest.mark.sqlite),
        pytest.param("created_at__gte=0001-01-01%2000%3A00%3A00%2B05%3A00", marks=pytest.mark.sqlite),
        "created_at__gte=soon",
        "package__id__exact=x",
        "owner__password__startswith=pbkdf2",
        "work=everything",
        "merged=perhaps",
        "o=" + ".".join(["1"] * 20),
    ],
)
def test_a_value_that_the_list_does_not_offer_is_refused(staff_client: Client, query: str) -> None:
    make_inquiry()

    assert staff_client.get(f"{INQUIRIES}?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "day__year=9999999999", "day__year=99999999999999999999", "day__year=9999", "day__year=9999&day__month=12",
        "day__year=9999&day__month=12&day__day=31", "day__year=0", "day__year=x", "day__month=5", "day__gte=2026-01-01",
        "day__year=2026&day__month=13",
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_refused(superuser: Client, query: str) -> None:
    assert superuser.get(f"{TALLIES}?{query}").status_code == 400


@pytest.mark.parametrize(
    "query", ["day__year=2026", "day__year=2026&day__month=11", "day__year=2026&day__month=11&day__day=20"]
)
def test_the_date_hierarchy_still_works(superuser: Client, query: str) -> None:
    OutcomeTally.objects.create(day="2026-11-20", use="linkedin", verdict="ai", framework_version="2026.1", count=3)
    OutcomeTally.objects.create(day="2025-01-02", use="linkedin", verdict="ai", framework_version="2026.1", count=4)

    response = superuser.get(f"{TALLIES}?{query}")

    assert [tally.count for tally in response.context["cl"].result_list] == [3]


def test_a_page_beyond_the_last_is_the_last(superuser: Client) -> None:
    for number in range(51):
        make_inquiry(email=f"ana{number}@example.org")

    shown = superuser.get(f"{INQUIRIES}?p=99").context["cl"]

    assert (shown.page_num, len(shown.result_list)) == (2, 1)


@pytest.mark.parametrize("search", ["a" * 101, "a b c d e f g h i"])
def test_a_search_that_is_too_long_is_not_made_and_stays_in_its_field(staff_client: Client, search: str) -> None:
    make_inquiry()

    response = staff_client.get(INQUIRIES, {"q": search})

    assert "Search for at most 8 words and 100 characters." in read_text(response.content)
    assert response.context["cl"].result_count == 0
    assert f'value="{search}"' in response.content.decode()


@pytest.mark.parametrize("chosen", ["x", "99999999999999999999", ""])
def test_an_unknown_ticked_row_is_refused(staff_client: Client, chosen: str) -> None:
    make_inquiry()

    response = staff_client.post(INQUIRIES, {"action": "take", "_selected_action": [chosen]})

    assert response.status_code in (302, 400)
    assert Inquiry.objects.get().owner is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Dates\ufffd"),
        ("subject", "Dates\nBcc: all@example.org"),
        ("subject", "\u200b\u3164"),
        ("body", "Hello\ufffd"),
    ],
)
def test_a_form_of_the_desk_refuses_text_that_cannot_be_read(manager: Client, field: str, value: str) -> None:
    typed = {"name": "Dates", "subject": "Your dates", "body": "Hello\r\n{name}"}

    response = manager.post("/admin/studio/replytemplate/add/", typed | {field: value})

    assert [*response.context["adminform"].form.errors] == [field]
    assert not ReplyTemplate.objects.exists()


def test_a_template_of_several_lines_is_kept(manager: Client) -> None:
    typed = {"name": "Dates", "subject": "Your dates", "body": f"Hello{OVERRIDE}\r\n{{name}}"}

    manager.post("/admin/studio/replytemplate/add/", typed)

    assert ReplyTemplate.objects.get().body == "Hello\n{name}"
