import json

import pytest
from django.core.management import call_command
from django.test import Client

from tests.decision.refusing import explain_refusal

pytestmark = pytest.mark.django_db


def test_json_is_the_same_as_on_the_command_line(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    response = client.get("/advice.json?use=press-kit&use=linkedin&viewer=recruiters")

    call_command("advise", "use=linkedin,press-kit", "viewer=recruiters")
    assert response.status_code == 200
    assert response.json() == json.loads(capsys.readouterr().out)
    assert response.json()["answers"] == {"use": ["linkedin", "press-kit"], "viewer": "recruiters"}


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("use=moon", {"use": ["moon"]}),
        ("size=page&size=print", {"size": ["page", "print"]}),
    ],
)
def test_unknown_answers_are_a_400_with_a_sentence(client: Client, query: str, refused: dict[str, list[str]]) -> None:
    response = client.get(f"/advice.json?{query}")

    assert response.status_code == 400
    assert response.json() == {"error": explain_refusal(refused)}


@pytest.mark.parametrize(("query", "name"), [("framework=1066.1", "1066.1"), ("without=shoes", "shoes")])
def test_an_unknown_version_or_reason_is_a_400_that_names_it(client: Client, query: str, name: str) -> None:
    response = client.get(f"/advice.json?{query}")

    assert response.status_code == 400
    assert f"'{name}'" in response.json()["error"]


@pytest.mark.parametrize("query", ["use=press-kit&trk=public&shoes=red", "USE=press-kit.", "use%3Dpress-kit&use="])
def test_foreign_parameters_and_damage_change_nothing(client: Client, query: str) -> None:
    response = client.get(f"/advice.json?{query}")

    assert response.json()["answers"] == {"use": ["press-kit"]}


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_json_can_only_be_read(client: Client, method: str) -> None:
    response = getattr(client, method)("/advice.json")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == {"error": "This address takes GET, HEAD, OPTIONS."}


def test_pages_of_other_sites_may_read_it(client: Client) -> None:
    responses = [
        client.get("/advice.json?use=press-kit"),
        client.get("/advice.json?use=moon"),
        client.head("/advice.json?use=press-kit"),
        client.options("/advice.json?use=press-kit"),
        client.post("/advice.json"),
        client.get("/advice.json?" + 8001 * "a"),
        client.get("/nothing.json"),
    ]

    assert [response.status_code for response in responses] == [200, 400, 200, 204, 405, 414, 404]
    assert {response["Access-Control-Allow-Origin"] for response in responses} == {"*"}
    assert {response["Cross-Origin-Resource-Policy"] for response in responses} == {"cross-origin"}
    assert [response["Content-Type"] for response in responses if response.content] == 5 * ["application/json"]


def test_an_unchanged_document_is_not_sent_again(client: Client) -> None:
    tag = client.get("/advice.json?use=press-kit")["ETag"]

    response = client.get("/advice.json?use=press-kit", headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert response["Access-Control-Allow-Origin"] == "*"


def test_the_rules_are_sent_by_version(client: Client) -> None:
    newest, older = client.get("/framework.json"), client.get("/framework.json?framework=2026.1")

    assert (newest.json()["version"], older.json()["version"]) == ("2026.2", "2026.1")
    assert newest.json()["sha256"] == client.get("/advice.json").json()["framework"]["sha256"]


def test_an_unknown_version_of_the_rules_is_a_400_that_names_it(client: Client) -> None:
    response = client.get("/framework.json?framework=1066.1")

    assert response.status_code == 400
    assert "'1066.1'" in response.json()["error"]


@pytest.mark.parametrize("address", ["/advice.json", "/framework.json"])
def test_a_document_links_to_the_schema_that_it_follows(client: Client, address: str) -> None:
    link = client.get(address)["Link"]

    schema = client.get(link[1 : link.index(">")])
    assert link.endswith('; rel="describedby"; type="application/schema+json"')
    assert schema["Content-Type"] == "application/schema+json"
    assert schema.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_an_unknown_schema_is_a_404(client: Client) -> None:
    response = client.get("/schemas/advice-0.json")

    assert response.status_code == 404
    assert response.json() == {"error": "There is no schema 'advice-0'."}


@pytest.mark.parametrize("address", ["/framework.json", "/schemas/advice-1.json"])
def test_rules_and_schemas_can_only_be_read(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
