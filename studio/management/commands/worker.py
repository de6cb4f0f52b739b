import logging
import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

from studio.accounts.resets import forget_resets
from studio.mail.deliver import forget_finished_tasks, recover_mails

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks at an empty queue
TIDY_EVERY = 30.0  # seconds


class Command(BaseCommand):
    help = "Deliver the mails of the outbox until it is told to stop. Any number of workers may run, on any machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how long to work."""
        parser.add_argument("--once", action="store_true", help="Deliver what is due, then stop.")
        parser.add_argument("--while", type=int, dest="server", help="Stop when this process is gone.")

    def handle(self, *args: Any, once: bool, server: int | None, **options: Any) -> None:
        """Deliver in rounds: tidy up now and then, empty the queue, rest."""
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
            except OperationalError as error:  # what it was doing is taken over after MAIL_LEASE
                logger.warning("The worker met %s.", type(error).__name__)
            if once:
                return
            time.sleep(PAUSE)


def make_worker() -> Worker:
    """Return a worker of the queue that comes back when the queue is empty."""
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
    """Take over what killed workers left, and forget what is no longer needed; a busy database is left for later."""
    try:
        recover_mails()
        forget_finished_tasks()
        forget_resets()
    except OperationalError:
        return


def is_alive(process: int) -> bool:
    """Whether a process of this user is running."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
