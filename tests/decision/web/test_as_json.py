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


DOCUMENTS = (
    "/advice.json?use=press-kit",
    "/framework.json",
    "/schemas/advice-1.json",
    "/teams.json?use=company-page&matching=no&people=5",
    "/how-it-decides/proof-2026.2.json",
)


@pytest.mark.parametrize("address", DOCUMENTS)
@pytest.mark.parametrize("method", ["post", "put", "delete", "trace"])
def test_json_can_only_be_read(client: Client, method: str, address: str) -> None:
    response = getattr(client, method)(address)

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == {"error": "This address takes GET, HEAD, OPTIONS."}


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("get", "/advice.json?use=moon", {}, 400),
        ("get", "/advice.json?use=%00", {}, 400),
        ("get", "/advice.json", {"Host": "other.example"}, 400),
        ("get", "/teams.json", {}, 400),
        ("get", "/nothing.json", {}, 404),
        ("get", "/advice.json/", {}, 404),
        ("get", "/advice.json/more", {}, 404),
        ("get", "/NOTHING.JSON", {}, 404),
        ("get", "/how-it-decides/proof-1999.1.json", {}, 404),
        ("post", "/advice.json", {}, 405),
        ("post", "/advice.json/", {}, 404),
        ("post", "/advice.json", {"Transfer-Encoding": "chunked"}, 411),
        ("post", "/teams.json", {"Content-Length": "1000001"}, 413),
        ("get", "/advice.json?" + 8001 * "a", {}, 414),
    ],
)
def test_every_error_is_json_that_pages_of_all_sites_may_read(
    client: Client, method: str, address: str, headers: dict[str, str], status: int
) -> None:
    response = client.generic(method.upper(), address, headers=headers)

    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("address", [*DOCUMENTS, "/nothing.json", "/advice.json/more"])
def test_a_page_of_another_site_may_ask_with_any_header(client: Client, address: str) -> None:
    asks = {"Origin": "https://other.example", "Access-Control-Request-Headers": "content-type,if-none-match"}

    response = client.options(address, headers=asks)

    assert (response.status_code, response.content, response["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")
    allowed = {name: response[f"Access-Control-{name}"] for name in ("Allow-Origin", "Allow-Headers", "Max-Age")}
    assert allowed == {"Allow-Origin": "*", "Allow-Headers": "*", "Max-Age": "86400"}


@pytest.mark.parametrize("address", DOCUMENTS)
def test_head_says_what_get_says(client: Client, address: str) -> None:
    whole, head = client.get(address), client.head(address)

    number = {"X-Request-ID": ""}
    assert {**whole.headers, **number} == {**head.headers, **number}
    assert whole["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"


@pytest.mark.parametrize("address", DOCUMENTS)
@pytest.mark.parametrize("form", ["{weak}", "{strong}", '"other", {weak}', "*"])
def test_an_unchanged_document_is_not_sent_again(client: Client, address: str, form: str) -> None:
    whole = client.get(address)
    asked = form.format(weak=whole["ETag"], strong=whole["ETag"].removeprefix("W/"))

    response = client.get(address, headers={"If-None-Match": asked})

    assert (response.status_code, response.content) == (304, b"")
    kept = ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")
    assert [response[name] for name in kept] == [whole[name] for name in kept]


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
