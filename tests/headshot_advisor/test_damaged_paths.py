import pytest
from django.test import Client

from studio.inquiries.receive import receive_inquiry
from studio.links import find_own_page
from tests.studio.factories import make_submission


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("/compare/.", "/compare/"),
        ("/compare).", "/compare/"),
        ("/compare/%E2%80%8B", "/compare/"),
        ("/compare/%C2%A0", "/compare/"),
        ("/compare//%3E", "/compare/"),
        ("/COMPARE/?USE=LINKEDIN", "/compare/?USE=LINKEDIN"),
        ("/advice//viewer/?use=linkedin&utm_source=x", "/advice/viewer/?use=linkedin&utm_source=x"),
        ("/advice/%3Fuse=linkedin", "/advice/?use=linkedin&repaired=yes"),
        (
            "/advice/%3Fuse%3Dlinkedin%26viewer%3Dclients?fbclid=x",
            "/advice/?use=linkedin&viewer=clients&fbclid=x&repaired=yes",
        ),
        ("/advice/result/&use=press-kit", "/advice/result/?use=press-kit&repaired=yes"),
        ("/advice.json.?use=linkedin", "/advice.json?use=linkedin"),
    ],
)
def test_a_damaged_path_leads_to_the_page_that_it_means(client: Client, damaged: str, meant: str) -> None:
    response = client.get(damaged)

    assert (response.status_code, response["Location"]) == (302, meant)


@pytest.mark.django_db
@pytest.mark.parametrize("damage", [".", "%29", "/%3E", "/%E2%80%9D."])
def test_a_persons_own_link_works_with_what_surrounds_it(client: Client, damage: str) -> None:
    inquiry, _ = receive_inquiry(make_submission())
    link = find_own_page(inquiry).removesuffix("/")

    response = client.get(f"{link}{damage}", follow=True)

    assert response.status_code == 200
    assert inquiry.reference in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/nothing/.", "/advice/shoe-size/", "/%2Fexample.org/", "/%2Fexample.org/%2F..", "/%5Cexample.org/%2e."]
)
def test_what_means_no_page_of_ours_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_what_is_sent_to_a_damaged_path_is_not_found(client: Client) -> None:
    assert client.post("/studio/inquiry/).").status_code == 404
