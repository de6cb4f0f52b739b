"""Programs end with a sentence and an exit code, whatever their terminal, pipes and files are."""

import os
import subprocess
import sys

import pytest

from headshot_advisor.settings import BASE_DIR

START = """
import os, select, sys
from headshot_advisor.console import end_plainly, read_input
def wait():  # until the reader has stopped
    poll = select.poll()
    poll.register(1, 0)
    poll.poll()
with end_plainly():
    """


def run(program: str, shell: str = "{}", **environment: str) -> tuple[int, str, str]:
    """Run a line of Python under `end_plainly`, in a shell's pipes; return the exit code, and what was written."""
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-o", "pipefail", "-c", shell.format(f'{sys.executable} -c "$PROGRAM"')],
        check=False,
        cwd=BASE_DIR,
        env=os.environ | environment | {"PROGRAM": START + program},
        capture_output=True,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("much", ["'a'", "'a' * 1_000_000"])
def test_a_reader_that_stops_early_is_no_error(much: str) -> None:
    assert run(f"wait(); print({much})", "{} | head -c 0") == (141, "", "")


def test_a_reader_that_stops_before_an_error_is_no_error() -> None:
    assert run("wait(); print('a'); sys.exit(3)", "{} | head -c 0") == (141, "", "")


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
)
def test_an_old_terminal_gets_escapes(environment: dict[str, str]) -> None:
    assert run(r"print('\u201c\xe9\u201d'); sys.exit('\u201ca\u201d')", **environment) == (
        1,
        "\\u201c\\xe9\\u201d\n",
        "\\u201ca\\u201d\n",
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_lead_nowhere(closed: str) -> None:
    code, out, err = run("print(sys.stdin.read()); print('b', file=sys.stderr)", f"{{}} </dev/null {closed}")

    assert (code, "Traceback" in out + err) == (0, False)


@pytest.mark.parametrize(
    ("program", "shell", "said"),
    [
        ("print('a')", "{} > /dev/full", "Output: No space left on device.\n"),
        ("read_input('/no/such')", "{}", "/no/such: No such file or directory.\n"),
        ("read_input('/')", "{}", "/: Is a directory.\n"),
        ("raise OSError('“A” isn’t a file.')", "{}", "“A” isn’t a file.\n"),
    ],
)
def test_what_cannot_be_read_or_written_is_said_in_a_sentence(program: str, shell: str, said: str) -> None:
    assert run(program, shell) == (1, "", said)


def test_a_traceback_is_there_for_who_asks() -> None:
    code, _, err = run("sys.argv.append('--traceback'); read_input('/no/such')")

    assert code == 1
    assert err.startswith("Traceback ")


def test_faults_of_the_program_keep_their_traceback() -> None:
    assert run("1 / 0")[2].startswith("Traceback ")


def test_control_c_ends_a_program_without_a_traceback() -> None:
    assert run("os.kill(os.getpid(), 2)") == (130, "", "")


def test_a_line_is_standard_input() -> None:
    assert run("print(read_input('-'))", "printf a | {}") == (0, "b'a'\n", "")
