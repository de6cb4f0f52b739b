import json

import pytest
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db


def test_json_is_the_same_as_on_the_command_line(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    response = client.get("/advice.json?use=press-kit&use=linkedin&viewer=recruiters")

    call_command("advise", "use=linkedin,press-kit", "viewer=recruiters")
    assert response.status_code == 200
    assert response.json() == json.loads(capsys.readouterr().out)
    assert response.json()["answers"] == {"use": ["linkedin", "press-kit"], "viewer": "recruiters"}


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("use=moon", "use: there is no option 'moon'."),
        ("shoes=red", "There is no question 'shoes'."),
        ("use=", "use: there is no option ''."),
        ("use=linkedin&use=linkedin", "use: an option stands more than once."),
        ("size=page&size=print", "size: takes one option, not 2."),
    ],
)
def test_unknown_answers_are_a_400_with_a_sentence(client: Client, query: str, error: str) -> None:
    response = client.get(f"/advice.json?{query}")

    assert response.status_code == 400
    assert response.json() == {"error": error}


def test_json_can_only_be_read(client: Client) -> None:
    assert client.post("/advice.json").status_code == 405
