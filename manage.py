#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

from headshot_advisor.checks import RefusedStart
from headshot_advisor.console import end_plainly

# They write what the site is built of, which other accounts may have to read. All others write people's data.
BUILDING = ("collectstatic", "makemigrations")

if __name__ == "__main__":
    if sys.argv[1:2] not in [[command] for command in BUILDING]:
        os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
    with end_plainly():
        try:
            execute_from_command_line(sys.argv)
        except RefusedStart as refusal:
            sys.exit(str(refusal))  # its sentences say more than a traceback
        except OperationalError as error:
            if "--traceback" in sys.argv:
                raise
            sys.exit(f"The database can’t be used: {error}.")
