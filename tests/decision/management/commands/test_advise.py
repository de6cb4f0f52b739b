"""`manage.py advise`: the advice as JSON from the command line."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from decision.content.freshness import describe_day, find_last_change
from decision.core.advice import advise
from decision.core.answers import read_answers
from decision.core.as_json import document_advice
from decision.core.framework import Framework, load_framework
from decision.core.own_reading import read_contested
from decision.core.saved import read_saved
from tests.decision.refusing import explain_refusal, read_error

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command("advise", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def run_with_faults(*arguments: str) -> tuple[list[dict[str, object]], str]:
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("advise", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()], str(refusal.value)


def test_prints_the_advice() -> None:
    framework = load_framework()
    answers = read_answers(framework, {"use": ["linkedin", "press-kit"], "viewer": "recruiters"})

    assert run("use=linkedin,press-kit", "viewer=recruiters") == [document_advice(advise(framework, answers))]


def test_prints_what_is_possible_without_any_answer() -> None:
    (document,) = run()

    assert document["possible_verdicts"] == ["ai", "ai-for-now", "plain", "studio"]


def test_prints_an_own_reading() -> None:
    (document,) = run("use=press-kit", "without=high-stakes-use,viewer")

    assert document["verdict"] == "studio"
    assert document["own_reading"] == {
        "without": ["viewer", "high-stakes-use"],
        "verdict": None,
        "possible_verdicts": ["ai", "ai-for-now", "plain"],
        "stakes": None,
        "stakes_at_least": False,
        "plan": None,
    }


def test_prints_what_an_older_version_gives(older_framework: Framework) -> None:
    (document,) = run("use=press-kit", "framework=2025.1")

    assert document["framework"] == {"version": "2025.1", "sha256": older_framework.sha256}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["linkedin"], "'linkedin' is not question=option."),
        (["use=linkedin", "use=press-kit"], "use is given more than once."),
        (["without=gravity"], read_error(read_contested, load_framework(), ["gravity"])),
        (["use=linkedin", "--batch", "-"], "Give answers, --batch or --check, not more than one."),
        (["--check", "x", "--batch", "-"], "Give answers, --batch or --check, not more than one."),
        (["--check", "/no/such/file"], "/no/such/file: No such file or directory."),
        (["--batch", "/no/such/file"], "/no/such/file: No such file or directory."),
    ],
)
def test_wrong_arguments_are_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(*arguments)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("argument", "hint"),
    [
        ("use=linkdin", "Did you mean linkedin?"),
        ("ues=linkedin", "Did you mean use?"),
        ("viewer=Recruiter", "Did you mean recruiters?"),
        ("without=high-stake-use", "Did you mean high-stakes-use?"),
        ("use=moon", ""),
    ],
)
def test_the_nearest_key_is_named(argument: str, hint: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(argument)

    assert str(refusal.value).partition(". ")[2] == hint


@pytest.mark.parametrize(
    ("argument", "raw"),
    [
        ("use=", {"use": [""]}),
        ("use=linkedin,", {"use": ["linkedin", ""]}),
        ("shoes=red", {"shoes": "red"}),
        ("size=page,print", {"size": "page,print"}),
    ],
)
def test_wrong_answers_are_refused_as_everywhere(argument: str, raw: dict[str, str | list[str]]) -> None:
    with pytest.raises(CommandError) as refusal:
        run(argument)

    assert str(refusal.value) == explain_refusal(raw)


def test_a_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CommandError, match=r"1999\.1"):
        run("framework=1999.1")


def test_a_batch_is_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "sets.jsonl"
    file.write_bytes(b'{"use": "press-kit"}\n\xff\n{"use": "internal-directory", "screening": "yes"}')

    documents, refusal = run_with_faults("--batch", str(file))

    assert [document.get("verdict") for document in documents] == ["studio", None, "plain"]
    assert [*documents[1]] == ["error"]
    assert refusal == "1 of 3 lines could not be read."


def test_a_batch_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(b'{"use": "press-kit"}\n[]\n'))))

    documents, _ = run_with_faults("--batch", "-")

    assert documents[0]["verdict"] == "studio"
    assert [*documents[1]] == ["error"]


def test_an_empty_batch_prints_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sets.jsonl"
    file.touch()

    assert run("--batch", str(file)) == []


def test_a_byte_order_mark_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    file = tmp_path / "sets.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"use": "press-kit"}\r\n\r\n{"use": "id-photo"}\r\n\n')

    assert [document["answers"] for document in run("--batch", str(file))] == [
        {"use": ["press-kit"]},
        {"use": ["id-photo"]},
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\n \n"])
def test_a_batch_may_have_any_unicode_and_any_line_ending(tmp_path: Path, encoding: str, ending: str) -> None:
    file = tmp_path / "sets.jsonl"
    file.write_bytes(f'{{"use": "press-kit"}}{ending}{{"use": "id-photo"}}{ending}'.encode(encoding))

    assert [document["answers"] for document in run("--batch", str(file))] == [
        {"use": ["press-kit"]},
        {"use": ["id-photo"]},
    ]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n", b" \n \n"])
def test_a_batch_without_a_line_prints_nothing(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "sets.jsonl"
    file.write_bytes(data)

    assert run("--batch", str(file)) == []


@pytest.mark.parametrize("data", [b"\0\0\1\n", b"\xff\xfe{", b"PK\x03\x04\0\xff", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_text_is_not_json(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "sets.jsonl"
    file.write_bytes(data)

    documents, _ = run_with_faults("--batch", str(file))

    assert {str(document) for document in documents} == {"{'error': 'This line is not JSON.'}"}


def check(file: Path) -> list[str]:
    out = io.StringIO()
    call_command("advise", "--check", str(file), stdout=out)
    return out.getvalue().splitlines()


def test_a_saved_result_is_derived_again(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(run("use=press-kit", "current=strong")[0]))

    assert check(file) == [
        "The same result: studio, plan keep-current, by 2026.2.",
        "The file of 2026.2 has not changed since.",
        "No newer rules than 2026.2 are published.",
        f"None of the facts that it rests on changed after {describe_day(find_last_change())}.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_saved_result_may_have_any_unicode(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(run("use=press-kit")[0]) + "\r\n\r\n", encoding=encoding)

    assert check(file)[0].startswith("The same result: studio, plan ")


def test_a_check_of_a_result_of_2026_1_lists_what_is_new(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(run("use=internal-directory", "screening=yes", "framework=2026.1")[0]))

    lines = check(file)

    assert lines[0].startswith("The same result: studio, plan ")
    assert lines[2].startswith("The newest rules, 2026.2, say plain, plan ")


def test_a_saved_result_that_is_now_different_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_text(json.dumps(run("use=press-kit")[0] | {"stakes": 1}))
    out = io.StringIO()

    with pytest.raises(CommandError, match=r"^The saved result does not come out again\.$"):
        call_command("advise", "--check", str(file), stdout=out)

    assert out.getvalue().startswith("stakes: saved as 1, today 70.")


def test_a_file_that_is_not_a_result_is_named(tmp_path: Path) -> None:
    file = tmp_path / "saved.json"
    file.write_text("[]")

    with pytest.raises(CommandError) as refusal:
        check(file)

    assert str(refusal.value) == f"{file}: {read_error(read_saved, b'[]')}"
