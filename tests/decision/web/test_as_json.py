import json

import pytest
from django.core.management import call_command
from django.http import QueryDict
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
    "query", ["use=moon", "shoes=red", "use=", "use=linkedin&use=linkedin", "size=page&size=print"]
)
def test_unknown_answers_are_a_400_with_a_sentence(client: Client, query: str) -> None:
    response = client.get(f"/advice.json?{query}")

    assert response.status_code == 400
    assert response.json() == {"error": explain_refusal(dict(QueryDict(query).lists()))}


def test_json_can_only_be_read(client: Client) -> None:
    assert client.post("/advice.json").status_code == 405
