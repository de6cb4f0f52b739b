import pytest
from django.test import Client, RequestFactory

from studio.inquiries.receive import find_source
from studio.models import Inquiry
from tests.studio.factories import make_form_data


@pytest.mark.parametrize(
    ("referer", "source"),
    [
        ("http://testserver/advice/result/?use=linkedin&budget=under-50", "/advice/result/"),
        ("https://www.example.org/blog?visitor=17", "www.example.org"),
        ("", ""),
        ("http://[broken", ""),
        ("nonsense", ""),
        (f"https://{'a' * 90}.example.org/", "a" * 80),
    ],
)
def test_the_source_is_a_page_of_ours_or_a_site(rf: RequestFactory, referer: str, source: str) -> None:
    assert find_source(rf.get("/studio/inquiry/", headers={"Referer": referer})) == source


@pytest.mark.django_db
def test_the_source_goes_through_the_form_with_the_inquiry(client: Client) -> None:
    page = client.get("/studio/inquiry/", headers={"Referer": "http://testserver/studio/"}).content.decode()

    client.post("/studio/inquiry/", make_form_data(source="/studio/"))

    assert 'name="source" value="/studio/"' in page
    assert Inquiry.objects.get().source == "/studio/"


@pytest.mark.django_db
@pytest.mark.parametrize(("sent", "kept"), [("a" * 200, "a" * 80), ("two\nlines", "two lines"), ("", "")])
def test_nobody_is_refused_for_where_they_came_from(client: Client, sent: str, kept: str) -> None:
    client.post("/studio/inquiry/", make_form_data(source=sent))

    assert Inquiry.objects.get().source == kept
