#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys
from io import TextIOWrapper

from django.core.management import execute_from_command_line

from headshot_advisor.checks import RefusedStart

# They write what the site is built of, which other accounts may have to read. All others write people's data.
BUILDING = ("collectstatic", "makemigrations")

CLOSED_PIPE = 141  # the exit code of a program that SIGPIPE ends

if __name__ == "__main__":
    if sys.argv[1:2] not in [[command] for command in BUILDING]:
        os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may not know our quotation marks
    try:
        execute_from_command_line(sys.argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # As with `… | head`: the reader has what it wants. What is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLOSED_PIPE)
    except RefusedStart as refusal:
        sys.exit(str(refusal))  # its sentences say more than a traceback
