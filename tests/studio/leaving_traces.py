"""Store a person everywhere the site can store one, so that a test finds what `manage.py erase_expired` misses.

Run by tests as a process of its own, with VAR_DIR naming the folder of a database with all tables.
"""

import time
from datetime import timedelta
from io import BytesIO

import django

django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402  these need the settings
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from PIL import Image  # noqa: E402

from studio.inquiries.erasure import schedule_erasure  # noqa: E402
from studio.inquiries.notes import add_note  # noqa: E402
from studio.inquiries.sessions import Session, book_session  # noqa: E402
from studio.mail.reply import send_reply  # noqa: E402
from studio.photo_day.sign_ups import Person, add_people, give_back, hold_time  # noqa: E402
from studio.photos.store import prepare_photo  # noqa: E402
from tests.studio.factories import make_inquiry  # noqa: E402
from tests.studio.photo_day.factories import NINE, NOW, make_photo_day  # noqa: E402

NAME, EMAIL, PHONE = "Zelda Quimby", "zelda.quimby@example.org", "646 555 0142"


def stage() -> None:
    """Let her send an inquiry with a photo, and let staff work on it."""
    picture = BytesIO()
    Image.effect_noise((640, 480), 60).save(picture, "JPEG")
    picture.seek(0)
    photo = prepare_photo(picture)
    staff = User.objects.create_user("sam", password="pass", is_staff=True)
    staff.groups.add(Group.objects.get(name="Studio manager"))
    inquiry = make_inquiry(name=NAME, email=EMAIL, phone=PHONE, message="With my saxophone.", photos=(photo,))
    ben = make_inquiry(name="Ben Example", email="ben@example.org")
    # A colleague on her photo day, and a time on his photo day that she took and canceled.
    add_people(
        make_photo_day(inquiry=inquiry), [Person("Wanda Quimby", "w.quimby@example.org")], now=NOW, with_mails=True
    )
    give_back(hold_time(make_photo_day(inquiry=ben), NINE, name=NAME, email=EMAIL, now=NOW), now=NOW)
    add_note(inquiry, "Zelda called about the saxophone. " * 140, by=staff)
    send_reply(inquiry, subject="Zelda’s session", text="Dear Zelda, bring the saxophone.", by=staff)
    book_session(inquiry, Session(timezone.now(), 60), by=staff, note="Zelda asked twice.")
    client = Client()
    client.force_login(staff)
    address = f"/admin/studio/inquiry/{inquiry.pk}/change/"
    client.post(address, {"next_step": "Call Zelda Quimby", "note": "Zelda"}, HTTP_HOST="localhost")
    # Her form, kept after the idle limit.
    session = client.session
    session["desk_seen_at"] = time.time() - 7200
    session.save()
    client.post(address, {"next_step": "Zelda again"}, HTTP_HOST="localhost")
    # A day ago, so that the next daily run erases her.
    schedule_erasure([inquiry], now=timezone.now() - timedelta(days=1, minutes=1))


if __name__ == "__main__":
    stage()
