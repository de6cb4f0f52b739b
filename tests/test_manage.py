"""manage.py and the tools in pipes, on old terminals, and with files that can't be read."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from headshot_advisor.settings import BASE_DIR

BATCH = f"{sys.executable} manage.py advise --batch -"


def run(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        ["/bin/bash", "-o", "pipefail", "-c", command],
        check=False,
        cwd=BASE_DIR,
        env=os.environ | environment,
        capture_output=True,
    )


def test_a_reader_that_stops_early_causes_no_error() -> None:
    done = run(f"""yes '{{"use": "press-kit"}}' | head -n 200 | {BATCH} | head -n 1""")

    assert done.stderr == b""
    assert done.returncode == 141


def test_a_terminal_without_unicode_gets_escapes() -> None:
    done = run(f"{sys.executable} manage.py advise use=press-kit", PYTHONIOENCODING="ascii")

    assert done.stderr == b""
    assert json.loads(done.stdout.decode("ascii"))["answers"] == {"use": ["press-kit"]}


def test_an_error_on_an_old_terminal_is_not_a_traceback() -> None:
    done = run(f"{sys.executable} manage.py advise use=moön", PYTHONIOENCODING="ascii")

    assert done.stderr == b"CommandError: use: there is no option 'mo\\xf6n'.\n"
    assert done.returncode == 1


def test_without_standard_input_there_is_nothing_to_do() -> None:
    done = run(f"{BATCH} <&-")

    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_a_folder_in_place_of_a_file_is_said_in_a_sentence() -> None:
    done = run(f"{sys.executable} manage.py restore --force /")

    assert (done.stderr, done.returncode) == (b"/: Is a directory.\n", 1)


def test_an_unavailable_database_is_said_in_a_sentence() -> None:
    site = {"DJANGO_SETTINGS_MODULE": "headshot_advisor.settings", "DATABASE_URL": "sqlite:////no/such/db"}

    done = run(f"{sys.executable} manage.py erase_expired", **site)

    assert done.stderr.decode() == "The database can’t be used: unable to open database file.\n"
    assert done.returncode == 1


@pytest.mark.slow
def test_control_c_ends_a_proof_and_its_processes() -> None:
    program = [sys.executable, "manage.py", "verify_framework"]
    with subprocess.Popen(program, cwd=BASE_DIR, stderr=subprocess.PIPE, start_new_session=True) as process:  # noqa: S603
        assert process.stderr is not None
        while len(find_children(process.pid)) < 2:
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)

        assert process.stderr.read() == b""

    assert process.returncode == 130


def find_children(parent: int) -> list[str]:
    return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
