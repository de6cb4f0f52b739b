"""The whole site in this process, with an empty database of its own. Importing this module sets it up."""

import atexit
import os
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command

from tools.harness.site import UNLIMITED

_folder = TemporaryDirectory()
atexit.register(_folder.cleanup)
os.environ |= {
    "DATABASE_URL": f"sqlite:///{_folder.name}/db.sqlite3",
    "DJANGO_SETTINGS_MODULE": "headshot_advisor.settings",
    **UNLIMITED,
}
django.setup()
call_command("migrate", verbosity=0)
