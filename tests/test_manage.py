"""manage.py on an old terminal and in a pipe."""

import json
import os
import subprocess
import sys

from headshot_advisor.settings import BASE_DIR


def run(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603
        ["/bin/bash", "-o", "pipefail", "-c", command],
        check=False,
        cwd=BASE_DIR,
        env=os.environ | environment,
        capture_output=True,
    )


def test_a_reader_that_stops_early_causes_no_error() -> None:
    done = run(
        f"""yes '{{"use": "press-kit"}}' | head -n 200 | {sys.executable} manage.py advise --batch - | head -n 1"""
    )

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
