#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line

from headshot_advisor.checks import RefusedStart

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headshot_advisor.settings")
    try:
        execute_from_command_line(sys.argv)
    except RefusedStart as refusal:
        sys.exit(str(refusal))  # its sentences say more than a traceback
