"""The forms that offer times for a session, book it, send its pictures and ask for a review."""

from datetime import date, timedelta
from itertools import chain
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from decision.pages.words import list_answered
from studio.admin.action_forms import MAX_MOVE_NOTE, ActionForm
from studio.admin.sessions import Day, find_photo_days, find_sessions
from studio.admin.widgets import RadioGroup
from studio.inquiries.delivery import Stage, ask_for_review, deliver_pictures, find_next_stage
from studio.inquiries.fields import ClockField, DayField, LinkField, TimeInput
from studio.inquiries.offers import MOST_OFFERS, offer_times
from studio.inquiries.sessions import (
    LONGEST_AHEAD,
    Session,
    book_session,
    find_session_start,
    find_warnings,
    propose_minutes,
)
from studio.models import StudioFacts
from studio.models.catalog import ONLY_ID
from studio.models.inquiry import MAX_SESSION_MINUTES


class TimesForm(ActionForm):
    """Times for sessions. What breaks the studio's own rules must be confirmed."""

    confirmation: str
    """The name of the checkbox, which the form has only while something must be confirmed."""

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        self.facts = StudioFacts.objects.get(pk=ONLY_ID)
        super().__init__(data, **about)
        self.checkbox = self.fields[self.confirmation]
        if not self.is_bound:
            del self.fields[self.confirmation]

    def clean(self) -> None:
        """Remove the checkbox until there is something to confirm."""
        del self.fields[self.confirmation]

    def confirm(self, *sessions: Session) -> None:
        """Warn about clashes and about times when the studio is closed, unless that was confirmed.

        Raises:
            ValidationError: the warnings.
        """
        found = [find_warnings(session, self.facts, other_than=self.inquiry) for session in sessions]
        self.warn(list(chain.from_iterable(found)))

    def warn(self, warnings: list[str]) -> None:
        """Ask to confirm these sentences, unless that was done.

        Raises:
            ValidationError: the warnings.
        """
        if warnings:
            self.fields[self.confirmation] = self.checkbox
            if not self.cleaned_data.get(self.confirmation):
                raise forms.ValidationError(warnings)


class BookForm(TimesForm):
    """Date, time and length of a session."""

    confirmation = "book_anyway"

    day = DayField(label="Date")
    time = ClockField(label="Time in New York")
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=MAX_SESSION_MINUTES)
    note = forms.CharField(required=False, max_length=MAX_MOVE_NOTE, widget=forms.TextInput(attrs={"size": 60}))
    book_anyway = forms.BooleanField(label="Book it anyway", required=False)

    def suggest(self) -> dict[str, object]:
        """Return the time that the client picked, the booked session, or the first preferred day."""
        if picked := self.inquiry.offered_times.filter(picked_at__isnull=False).first():
            local = timezone.localtime(picked.starts_at)
            return {"day": local.date(), "time": local.time(), "minutes": picked.minutes}
        if self.inquiry.session_at is None:
            return {"day": self.inquiry.first_date, "minutes": propose_minutes(self.inquiry, self.facts)}
        local = timezone.localtime(self.inquiry.session_at)
        return {"day": local.date(), "time": local.time(), "minutes": self.inquiry.session_minutes}

    def compare(self) -> list[tuple[str, str, str]]:
        """Return the booked session and the typed one, if they differ."""
        booked = self.inquiry.session_at
        if booked is None or not self.is_valid() or self.session.starts_at == booked:
            return []
        return [("Session", str(Session(booked, self.inquiry.session_minutes or 0)), str(self.session))]

    @property
    def shown_day(self) -> Day | None:
        """The day in the form with its other sessions; None if the field has no valid day."""
        try:
            day = DayField().to_python(self["day"].value())
        except forms.ValidationError:
            return None
        if day is None or abs(day - timezone.localdate()) > LONGEST_AHEAD:
            return None
        following = day + timedelta(days=1)
        sessions = find_sessions(day, following).exclude(pk=self.inquiry.pk)
        return Day(day, list(sessions), list(find_photo_days(day, following)))

    @property
    def wishes(self) -> list[date]:
        """The preferred days that are still to come."""
        return [day for day in self.inquiry.preferred_dates if day >= timezone.localdate()]

    @property
    def deadline(self) -> str:
        """When the client needs the pictures, in words, or ""."""
        answered = list_answered(self.inquiry.framework, self.inquiry.read_answers())
        return next((item.labels for item in answered if item.question.key == "deadline"), "")

    @property
    def session(self) -> Session:
        """The session that was typed, in New York time."""
        return Session(self.cleaned_data["starts_at"], self.cleaned_data["minutes"])

    def clean(self) -> None:
        """Refuse impossible times."""
        super().clean()
        asked = self.cleaned_data
        if not {"day", "time", "minutes"} <= asked.keys():
            return
        asked["starts_at"] = find_session_start(asked["day"], asked["time"], now=timezone.now())
        self.confirm(self.session)

    def perform(self) -> str:
        is_changed = book_session(self.inquiry, self.session, by=self.by, note=self.cleaned_data["note"])
        if not is_changed:
            return "Nothing changed: this session is already booked."
        which = " That hour comes twice that night; the session is in the first." if self.session.is_ambiguous else ""
        return f"Booked: {self.session}.{which}"


class OfferForm(TimesForm):
    """Up to three times for a session."""

    confirmation = "offer_anyway"

    day_1 = DayField(label="First", required=False)
    time_1 = ClockField(label="First time", required=False, widget=TimeInput({"aria-label": "First time, in New York"}))
    day_2 = DayField(label="Second", required=False)
    time_2 = ClockField(
        label="Second time", required=False, widget=TimeInput({"aria-label": "Second time, in New York"})
    )
    day_3 = DayField(label="Third", required=False)
    time_3 = ClockField(label="Third time", required=False, widget=TimeInput({"aria-label": "Third time, in New York"}))
    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=MAX_SESSION_MINUTES)
    offer_anyway = forms.BooleanField(label="Offer them anyway", required=False)

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        self.sessions: list[Session] = []

    def suggest(self) -> dict[str, object]:
        """Return the times that are offered now, or else the preferred days to come and the proposed length."""
        if offered := self.inquiry.offered_times.filter(starts_at__gt=timezone.now()):
            times = [(number, timezone.localtime(one.starts_at)) for number, one in enumerate(offered, start=1)]
            suggested: dict[str, object] = {"minutes": offered[0].minutes}
            for number, local in times:
                suggested |= {f"day_{number}": local.date(), f"time_{number}": local.time()}
            return suggested
        ahead = [day for day in self.inquiry.preferred_dates if day > timezone.localdate()]
        days = {f"day_{number}": day for number, day in enumerate(ahead, start=1)}
        return days | {"minutes": propose_minutes(self.inquiry, self.facts)}

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The day and the time of each offer."""
        return [(self[f"day_{number}"], self[f"time_{number}"]) for number in range(1, MOST_OFFERS + 1)]

    def clean(self) -> None:
        """Refuse impossible times."""
        super().clean()
        for number in range(1, MOST_OFFERS + 1):
            self._clean_offer(number)
        if self.errors:
            return
        if not self.sessions:
            raise forms.ValidationError("Offer at least one day with a time.")
        self.confirm(*self.sessions)

    def _clean_offer(self, number: int) -> None:
        """Add one offer to the sessions. A suggested day that got no time isn't offered."""
        names = {"day": f"day_{number}", "time": f"time_{number}"}
        if not {*names.values(), "minutes"} <= self.cleaned_data.keys():
            return
        day, at = self.cleaned_data[names["day"]], self.cleaned_data[names["time"]]
        if day is None or at is None:
            if at:
                self.add_error(names["day"], "Choose the day of this time.")
            return
        try:
            session = Session(find_session_start(day, at, now=timezone.now()), self.cleaned_data["minutes"])
        except forms.ValidationError as error:
            for key, said in error.message_dict.items():
                self.add_error(names[key], said)
            return
        if session in self.sessions:
            self.add_error(names["time"], "You offer this time twice.")
        self.sessions.append(session)

    def compare(self) -> list[tuple[str, str, str]]:
        """Return the offered times and the typed ones, if they differ."""
        offered = [Session(one.starts_at, one.minutes) for one in self.inquiry.offered_times.all()]
        if not offered or not self.is_valid() or offered == self.sessions:
            return []
        return [("Offered times", "; ".join(map(str, offered)), "; ".join(map(str, self.sessions)))]

    def perform(self) -> str:
        offer_times(self.inquiry, self.sessions, by=self.by)
        return f"{len(self.sessions)} {'time' if len(self.sessions) == 1 else 'times'} offered."


class DeliverForm(ActionForm):
    """Which pictures, and the link to them."""

    stage = forms.ChoiceField(
        label="Which",
        choices=[(stage.value, stage.label.capitalize()) for stage in Stage],
        widget=RadioGroup("Which"),
    )
    link = LinkField(label="Link to the pictures", required=False)

    def suggest(self) -> dict[str, object]:
        """Return what is to be sent next."""
        return {"stage": find_next_stage(self.inquiry).value}

    def clean_link(self) -> str:
        """Require a link where there is somebody to email it to."""
        link: str = self.cleaned_data["link"]
        if self.inquiry.current_email and not link:
            raise forms.ValidationError("Paste the link that the client gets.")
        return link

    def perform(self) -> str:
        stage = Stage(self.cleaned_data["stage"])
        is_emailed = deliver_pictures(self.inquiry, stage, self.cleaned_data["link"], by=self.by)
        if not is_emailed:
            return f"The {stage.label} are marked as sent. There is no email address, so no email goes out."
        return f"The client gets an email with the link to the {stage.label}."


class ReviewForm(ActionForm):
    """The page where the client can write a review."""

    link = LinkField(label="Page for reviews")

    def suggest(self) -> dict[str, object]:
        """Return the page from the studio facts."""
        return {"link": StudioFacts.objects.values_list("review_url", flat=True).first() or ""}

    def perform(self) -> str:
        ask_for_review(self.inquiry, self.cleaned_data["link"], by=self.by)
        return "The client is asked for a review, once."
