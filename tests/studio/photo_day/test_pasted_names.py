import pytest
from django.core.exceptions import ValidationError

from studio.inquiries.form import InquiryForm
from studio.photo_day.pasted_names import read_names
from studio.photo_day.sign_ups import Person


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Ana Example", Person("Ana Example")),
        ("  Ana\u00a0Example \u200b", Person("Ana Example")),
        ("Ana Example <ana@example.org>", Person("Ana Example", "ana@example.org")),
        ("“Ana Example” <mailto:ana@example.org>;", Person("Ana Example", "ana@example.org")),
        ("Ana Example, ana@example.org", Person("Ana Example", "ana@example.org")),
        ("ana@example.org\tAna Example", Person("Ana Example", "ana@example.org")),
        ("Ana\tExample\tana@example.org", Person("Ana Example", "ana@example.org")),
        ("Ana Example (ana@example.org)", Person("Ana Example", "ana@example.org")),
        ("Example, Ana", Person("Example, Ana")),
        ("3. Ana Example", Person("Ana Example")),
        ("• Ana Example ana@exämple.org", Person("Ana Example", "ana@xn--exmple-cua.org")),
        ("Noël Łukasz O’Example-Ito", Person("Noël Łukasz O’Example-Ito")),
    ],
)
def test_a_line_as_people_paste_it(line: str, person: Person) -> None:
    assert read_names(f"\n{line}\r\n\n") == [person]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Ana Example\nana@example.org", ["Line 2: There is no name here."]),
        (
            "Ana Example <ana@>",
            [f"Line 1: {InquiryForm.base_fields['email'].error_messages['invalid']}"],
        ),
        ("Ana Example\n\nANA EXAMPLE", ["Line 3: ANA EXAMPLE is on line 1, too."]),
        ("Ana <a@example.org>\nBen <A@example.org>", ["Line 2: Ben is on line 1, too."]),
        ("x" * 121, ["Line 1: Ensure this value has at most 120 characters (it has 121)."]),
        ("\n".join(["a@example.org"] * 7), [
            *(f"Line {number}: There is no name here." for number in range(1, 6)), "And 2 more lines.",
        ]),
        ("\n".join(f"Person {number}" for number in range(5000)), [
            "These are 5,000 names. A photo day has at most 500 people.",
        ]),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_named_by_its_line(text: str, faults: list[str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        read_names(text)

    assert refusal.value.messages == faults
