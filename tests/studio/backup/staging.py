"""Stage a site in VAR_DIR, whose database has all tables, and back it up three times: as it is (whole.tar), with
tables of an older release (older.tar), and with a migration that only a newer release has (newer.tar).

`python -m tests.studio.backup.staging`, in a process of its own because it works on a database file.
"""

from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

django.setup()

from django.core.files.base import ContentFile  # noqa: E402  these need the settings
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402
from PIL import Image  # noqa: E402

from studio.backup import make_backup  # noqa: E402
from studio.catalog.portfolio import add_picture  # noqa: E402
from studio.inquiries.erasure import erase  # noqa: E402
from studio.inquiries.notes import add_note  # noqa: E402
from studio.models import Mail, MailState  # noqa: E402
from studio.photos.store import prepare_photo  # noqa: E402
from tests.studio.factories import make_inquiry, make_staff  # noqa: E402

PEOPLE = ("ana", "ben", "eve")


def draw_jpeg(color: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 60), color).save(out, "JPEG")
    return out.getvalue()


def stage() -> None:
    """Make three inquiries with photos and one that was erased, emails sent and waiting, an account, a portfolio."""
    staff = make_staff()
    for name, color in zip(PEOPLE, ("red", "green", "blue"), strict=True):
        photo = prepare_photo(BytesIO(draw_jpeg(color)))
        inquiry = make_inquiry(name=name, email=f"{name}@example.org", photos=(photo,))
        add_note(inquiry, f"About {name} – “quoted”", by=staff)
    Mail.objects.exclude(inquiry__name="eve").update(state=MailState.SENT, due_at=None)
    erase([make_inquiry(name="zoe", email="zoe@example.org")], why="asked")
    add_picture(ContentFile(draw_jpeg("gray"), "gray.jpg"), "Gray")


def main() -> None:
    """Stage and back up."""
    folder = Path(settings.VAR_DIR)
    stage()
    recorder = MigrationRecorder(connection)
    recorder.record_applied("studio", "9999_from_the_future")
    make_backup(folder / "newer.tar")
    recorder.record_unapplied("studio", "9999_from_the_future")
    call_command("migrate", "studio", "0026", verbosity=0)
    recorder.record_applied("axes", "0001_initial")  # of a package that older releases had
    make_backup(folder / "older.tar")
    recorder.record_unapplied("axes", "0001_initial")
    call_command("migrate", verbosity=0)
    make_backup(folder / "whole.tar")


if __name__ == "__main__":
    main()
