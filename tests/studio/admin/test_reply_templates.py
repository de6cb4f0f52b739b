import pytest
from django.test import Client

from studio.mail.placeholders import find_faults
from studio.models import ReplyTemplate
from tests.pages import read_text

pytestmark = pytest.mark.django_db

LIST = "/admin/studio/replytemplate/"


def test_a_manager_writes_a_template(manager: Client) -> None:
    response = manager.post(f"{LIST}add/", {"name": "Dates", "subject": "About {reference}", "body": "Dear {name},"})

    assert response.status_code == 302
    assert ReplyTemplate.objects.get().subject == "About {reference}"


def test_an_unknown_placeholder_is_an_error(manager: Client) -> None:
    response = manager.post(f"{LIST}add/", {"name": "Dates", "subject": "About {ref}", "body": "Dear {name},"})

    assert response.context["adminform"].form.errors == {"subject": find_faults("{ref}")}
    assert not ReplyTemplate.objects.exists()


def test_the_form_lists_the_placeholders(manager: Client) -> None:
    text = read_text(manager.get(f"{LIST}add/").content)

    assert "{session}: date and time of the booked session" in text


def test_staff_cannot_change_templates(staff_client: Client) -> None:
    assert staff_client.get(LIST).status_code == 200
    assert staff_client.get(f"{LIST}add/").status_code == 403
