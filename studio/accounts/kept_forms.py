"""Forms that the staff site keeps in a session while its owner signs in again. They may name clients."""

from django.contrib.sessions.models import Session

KEPT_FORM = "kept_form"
"""Where the session has it."""


def delete_kept_forms() -> int:
    """Delete the sessions with a kept form, because of an erasure; return how many. Their owners sign in again."""
    holding = [session.pk for session in Session.objects.all() if KEPT_FORM in session.get_decoded()]
    return Session.objects.filter(pk__in=holding).delete()[0]
