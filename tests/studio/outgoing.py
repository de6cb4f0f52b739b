"""Run the worker’s tasks in a test."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from studio.mail.deliver import recover_mails
from studio.management.commands.worker import make_worker
from studio.models import Mail


def deliver_due_mails() -> None:
    """Run the tasks that are due now. The worker’s own loop would close the test’s connection."""
    recover_mails()
    worker = make_worker()
    while task := DBTaskResult.objects.ready().first():
        task.claim(worker.worker_id)
        worker.run_task(task)


def let_time_pass(time: timedelta) -> datetime:
    """Make all planned tasks due, as if that much time had passed; return the moment."""
    for mail in Mail.objects.all():
        mail.due_at = mail.due_at and mail.due_at - time
        mail.tried_at = mail.tried_at and mail.tried_at - time
        mail.save()
    for task in DBTaskResult.objects.all():
        task.started_at = task.started_at and task.started_at - time
        task.run_after -= time if task.run_after.year < 9999 else timedelta(0)
        task.save()
    return timezone.now() + time
