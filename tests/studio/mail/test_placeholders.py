import pytest
from django.core.exceptions import ValidationError

from studio.mail.placeholders import PLACEHOLDERS, fill, find_faults
from studio.models import ReplyTemplate

LIST = (
    "You can use {name}, {first_name}, {reference}, {package}, {price}, {dates}, {use}, {session}, {address}, {phone},"
    " {deposit}, {terms}, {own_page}, {staff}."
)


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_every_placeholder_is_known(name: str) -> None:
    assert find_faults(f"Dear {{{name}}}, it costs $300.") == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Dear {nmae}", [f"There is no placeholder {{nmae}}. {LIST}"]),
        ("{who} and {who}", [f"There is no placeholder {{who}}. {LIST}"]),
        ("Dear {name", [f"There is a brace here without a placeholder. {LIST}"]),
        ("Dear name}", [f"There is a brace here without a placeholder. {LIST}"]),
        ("{name.__class__}", [f"There is a brace here without a placeholder. {LIST}"]),
        ("{name!r} {0}", [f"There is a brace here without a placeholder. {LIST}"]),
        ("{{name}}", [f"There is a brace here without a placeholder. {LIST}"]),
    ],
)
def test_an_unknown_placeholder_is_named(text: str, faults: list[str]) -> None:
    assert find_faults(text) == faults


def test_placeholders_are_filled_once() -> None:
    assert fill("{name}: {reference}", {"name": "{reference}", "reference": "HA-1"}) == "{reference}: HA-1"


def test_a_placeholder_without_a_value_stays_to_be_seen() -> None:
    assert fill("At {session}, {name}.", {"session": "", "name": "Ana"}) == "At {session}, Ana."


@pytest.mark.parametrize("field", ["subject", "body"])
def test_a_template_with_a_fault_is_not_saved(field: str) -> None:
    template = ReplyTemplate(name="Hello", **{"subject": "Hello", "body": "Hello", field: "Dear {nmae}"})

    with pytest.raises(ValidationError) as refusal:
        template.clean_fields()

    assert refusal.value.message_dict == {field: find_faults("{nmae}")}
