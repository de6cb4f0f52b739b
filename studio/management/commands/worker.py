import logging
import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

from studio.accounts.resets import delete_old_resets
from studio.inquiries.sessions import remind_of_sessions
from studio.mail.deliver import delete_finished_tasks, recover_mails
from studio.mail.inbox import read_inbox
from studio.photo_day.mails import remind_of_photo_days
from studio.photo_day.sign_ups import delete_old_holds

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between checks of an empty queue
TIDY_EVERY = 30.0  # seconds


class Command(BaseCommand):
    help = "Send the emails of the outbox and read replies until stopped. Any number of workers may run, on any server."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Send what is due, then stop.")
        parser.add_argument("--while", type=int, dest="server", help="Stop when this process has ended.")

    def handle(self, *args: Any, once: bool, server: int | None, **options: Any) -> None:
        """Send in rounds: clean up now and then, empty the queue, pause."""
        worker = make_worker()
        if not once:
            worker.configure_signals()
        tidied_at = float("-inf")
        while worker.running and (server is None or is_alive(server)):
            if time.monotonic() - tidied_at >= TIDY_EVERY:
                tidy_up()
                tidied_at = time.monotonic()
            try:
                worker.run()
            except OperationalError as error:  # its email is retried after MAIL_LEASE
                logger.warning("The worker had a database error: %s.", type(error).__name__)
            if once:
                return
            time.sleep(PAUSE)


def make_worker() -> Worker:
    """Return a worker that returns when the queue is empty."""
    return Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        interval=0,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def tidy_up() -> None:
    """Write reminders, recover emails, delete old rows and read replies, unless the database is busy.

    A step that fails is logged, and the others still run.
    """
    now = timezone.now()
    steps: tuple[Callable[[], object], ...] = (
        partial(remind_of_sessions, now),
        partial(remind_of_photo_days, now),
        partial(delete_old_holds, now),
        recover_mails,
        delete_finished_tasks,
        delete_old_resets,
        read_inbox,
    )
    for step in steps:
        try:
            step()
        except OperationalError:  # the database is busy
            return
        except Exception:
            logger.exception("A step of tidying up failed.")


def is_alive(process: int) -> bool:
    """Return whether a process of this user is running."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
