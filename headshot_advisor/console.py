"""Command lines that end with a sentence and an exit code, whatever their terminal, pipes and files are."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

CLOSED_PIPE = 141  # the exit code of a program that SIGPIPE ends
INTERRUPTED = 130  # the exit code of a program that Ctrl-C ends


@contextmanager
def end_plainly() -> Iterator[None]:
    """Run a program without a traceback for what is no fault of it. The option --traceback shows one."""
    _mend_streams()
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # As with `… | head`: the reader has what it wants.
        _drop_output()
        sys.exit(CLOSED_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if "--traceback" in sys.argv:
            raise
        _drop_output()
        sys.exit(f"{error.filename or 'Output'}: {error.strerror}." if error.strerror else str(error))


def _mend_streams() -> None:
    """Let closed streams lead nowhere; write what a terminal doesn't know, such as our quotation marks, as escapes."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  for the whole program
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what is left in the buffer go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def read_input(name: str) -> bytes:
    """Return the bytes of a file; - is standard input.

    Raises:
        OSError: the file can't be read.
    """
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
