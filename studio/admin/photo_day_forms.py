"""The forms of a photo day: plan it, add and remove people, call it off, and follow up."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from studio.admin.action_forms import ActionForm
from studio.admin.session_forms import TimesForm
from studio.inquiries.fields import ClockField, DayField, MessageField, TimeInput
from studio.inquiries.search import fold_email, fold_text
from studio.inquiries.sessions import (
    LONGEST_AHEAD,
    PASSED,
    TOO_FAR,
    Session,
    find_busy_days,
    find_clash_warnings,
    find_closed_warnings,
)
from studio.inquiries.status import IllegalMoveError
from studio.models import PhotoDay, SignUp, Venue
from studio.models.inquiry import MAX_PEOPLE
from studio.models.photo_day import LEAST_MINUTES, MAX_BUFFER, MAX_GAP, MOST_MINUTES, is_taken
from studio.photo_day.days import (
    Details,
    NeedsConsentError,
    NoRoomError,
    call_off,
    change_plan,
    find_moves,
    plan_follow_up,
    plan_photo_day,
)
from studio.photo_day.pasted_names import read_names
from studio.photo_day.plan import Break, Plan, find_end, plan_times
from studio.photo_day.sign_ups import Person, TakenError, add_people, list_slots, remove_person
from studio.times import write_clock, write_day

BREAKS = (1, 2, 3)
LUNCH = (time(12, 30), time(13, 15))
NEEDS_LUNCH = timedelta(hours=4)
USUAL_START, USUAL_MINUTES, USUAL_BUFFER = time(9), 10, 15
MOST_NAMED = 5
JUST_SIGNED_UP = "Somebody has just signed up. Send it again to see what that changes."


def _ask_for_break_time(number: int, end: str) -> ClockField:
    label = f"Break {number} {end}"
    return ClockField(label=label, required=False, widget=TimeInput({"aria-label": label}))


class PlanForm(TimesForm):
    """The plan of a new photo day, or of one that is to be changed."""

    confirmation = "plan_anyway"

    title = forms.CharField(
        label="Name of the day",
        required=False,
        max_length=80,
        help_text="Everybody who signs up sees it. The name of the company will do.",
    )
    day = DayField(label="Date")
    time = ClockField(label="Start in New York")
    slots = forms.IntegerField(
        label="People",
        min_value=1,
        max_value=MAX_PEOPLE,
        error_messages={"max_value": f"A photo day has at most {MAX_PEOPLE} people. Plan a second day for more."},
    )
    minutes_each = forms.IntegerField(label="Minutes each", min_value=LEAST_MINUTES, max_value=MOST_MINUTES)
    gap = forms.IntegerField(label="Minutes between", min_value=0, max_value=MAX_GAP)
    break_1_from = _ask_for_break_time(1, "from")
    break_1_to = _ask_for_break_time(1, "to")
    break_2_from = _ask_for_break_time(2, "from")
    break_2_to = _ask_for_break_time(2, "to")
    break_3_from = _ask_for_break_time(3, "from")
    break_3_to = _ask_for_break_time(3, "to")
    end_buffer = forms.IntegerField(
        label="Minutes kept free at the end",
        min_value=0,
        max_value=MAX_BUFFER,
        help_text="For people who come late, and to pack up.",
    )
    venue = forms.ChoiceField(label="Where", choices=Venue.choices, initial=Venue.STUDIO)
    address = forms.CharField(
        label="Address", required=False, max_length=120, help_text="Where people are to go, if not to the studio."
    )
    plan_anyway = forms.BooleanField(label="Plan it anyway", required=False)

    def __init__(self, data: QueryDict | None, *, photo_day: PhotoDay | None = None, **about: Any) -> None:
        self.photo_day = photo_day
        self.times: list[datetime] = []
        super().__init__(data, **about)

    def suggest(self) -> dict[str, object]:
        """Return the plan as it is; for a new day, one for the number of people, with a lunch break if it is long."""
        if day := self.photo_day:
            breaks = day.break_times
            plan: dict[str, object] = {
                name: getattr(day, name) for name in ("title", "slots", "minutes_each", "gap", "end_buffer", "venue")
            } | {"address": day.address, "day": day.day, "time": timezone.localtime(day.starts_at).time()}
        else:
            people = self.inquiry.current_people
            breaks = [LUNCH] if people * timedelta(minutes=USUAL_MINUTES) > NEEDS_LUNCH else []
            wishes = (wish for wish in self.inquiry.preferred_dates if wish > timezone.localdate())
            plan = {
                "day": next(wishes, None), "time": USUAL_START, "slots": people, "minutes_each": USUAL_MINUTES,
                "gap": 0, "end_buffer": USUAL_BUFFER,
            }  # fmt: skip
        for number, (start, end) in enumerate(breaks, start=1):
            plan |= {f"break_{number}_from": start, f"break_{number}_to": end}
        return plan

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two times of each break."""
        return [(self[f"break_{number}_from"], self[f"break_{number}_to"]) for number in BREAKS]

    @property
    def plan(self) -> Plan:
        sent = self.cleaned_data
        return Plan(
            day=sent["day"],
            time=sent["time"],
            slots=sent["slots"],
            minutes_each=sent["minutes_each"],
            gap=sent["gap"],
            breaks=self._list_breaks(),
            end_buffer=sent["end_buffer"],
        )

    @property
    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in ("title", "venue", "address")})

    def _list_breaks(self) -> list[Break]:
        pairs = [
            (self.cleaned_data.get(f"break_{number}_from"), self.cleaned_data.get(f"break_{number}_to"))
            for number in BREAKS
        ]
        return sorted((start, end) for start, end in pairs if start and end)

    def clean(self) -> None:
        """Refuse impossible days; ask to confirm clashes, and new times for people who have one."""
        super().clean()
        sent = self.cleaned_data
        for number in BREAKS:
            names = f"break_{number}_from", f"break_{number}_to"
            if not self.errors.keys() & set(names) and bool(sent[names[0]]) != bool(sent[names[1]]):
                self.add_error(names[0], "A break needs both times.")
        if sent.get("venue") == Venue.CLIENT and not sent.get("address"):
            self.add_error("address", "Write where people are to go.")
        if self.errors:
            return
        try:
            self.times = plan_times(self.plan, now=timezone.now())
        except ValidationError as error:
            for name, said in error.message_dict.items():
                self.add_error("break_1_from" if name == "breaks" else name, said)
            return
        moved = self._list_moves()
        if not self.errors:
            self.warn([*self._list_warnings(), *moved])

    def _list_moves(self) -> list[str]:
        """Return who would get another time; add an error if somebody would get none."""
        if self.photo_day is None:
            return []
        now = timezone.now()
        people = list(self.photo_day.sign_ups.filter(is_taken(now)))
        try:
            moves = find_moves(people, self.times)
        except NoRoomError:
            lost = people[len(self.times) :]
            named = ", ".join(one.name for one in lost[:MOST_NAMED]) + (" and others" if len(lost) > MOST_NAMED else "")
            self.add_error(
                "slots",
                f"{len(people)} people have a time, so {len(lost)} would lose theirs: {named}. Remove somebody first,"
                " or plan more times.",
            )
            return []
        if not moves:
            return []
        count = f"{len(moves)} {'person gets' if len(moves) == 1 else 'people get'} another time"
        return [f"{count}, and an email about it if we have the address.", *map(str, moves)]

    def _list_warnings(self) -> list[str]:
        """Return what the day clashes with, and at the studio which rules about its hours it breaks."""
        start, end = self.times[0], find_end(self.plan, self.times)
        session = Session(start, int((end - start).total_seconds() // 60))
        warnings = list(find_clash_warnings(session, self.facts, self.inquiry))
        own = find_busy_days(start, end).filter(inquiry=self.inquiry)
        others = own.exclude(pk=self.photo_day.pk) if self.photo_day else own
        warnings += [f"This clashes with another photo day of this inquiry: {other}." for other in others]
        if self.cleaned_data["venue"] == Venue.STUDIO:
            warnings += find_closed_warnings(session, self.facts)
        return warnings

    def perform(self) -> str:
        now, may_move = timezone.now(), bool(self.cleaned_data.get(self.confirmation))
        if self.photo_day is None:
            day = plan_photo_day(self.inquiry, self.plan, self.details, by=self.by, now=now)
            said = "Photo day planned"
        else:
            day, said = self.photo_day, "Photo day changed"
            try:
                change_plan(day, self.plan, self.details, by=self.by, now=now, may_move=may_move)
            except (NoRoomError, NeedsConsentError) as error:
                raise IllegalMoveError(JUST_SIGNED_UP) from error
        self.next_page = reverse("admin:studio_photoday_change", args=[day.pk])
        last = self.times[-1] + day.length
        buffer = f", free until {write_clock(day.ends_at)}" if day.ends_at > last else ""
        return f"{said}: {day}, {day.slots} times from {write_clock(day.starts_at)} to {write_clock(last)}{buffer}."


class DayForm(ActionForm):
    """A form about a planned day."""

    def __init__(self, data: QueryDict | None, *, photo_day: PhotoDay, **about: Any) -> None:
        self.photo_day = photo_day
        super().__init__(data, **about)
        self.next_page = reverse("admin:studio_photoday_change", args=[photo_day.pk])


class NamesForm(DayForm):
    """Names for the first free times."""

    names = MessageField(
        label="Names",
        help_text="One on each line, with or without an address: Ana Example <ana@example.org>. They get the first"
        " free times, in this order.",
        error_messages={"required": "Paste at least one name."},
    )
    with_mails = forms.BooleanField(
        label="Email them their time, with a link to change it", required=False, initial=False
    )

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        self.fields["names"].widget.attrs |= {"rows": 14, "cols": 60}

    def clean_names(self) -> list[Person]:
        """Refuse what can't be read, somebody who has a time, and more names than free times."""
        people = read_names(self.cleaned_data["names"])
        now = timezone.now()
        slots = list_slots(self.photo_day, now)
        taken = [slot.sign_up for slot in slots if slot.sign_up]
        known = {one.email_key or fold_text(one.name) for one in taken}
        double = [person.name for person in people if (fold_email(person.email) or fold_text(person.name)) in known]
        if double:
            named = ", ".join(double[:MOST_NAMED])
            raise ValidationError(
                f"{named}{' and others have' if len(double) > MOST_NAMED else ' has'} a time already."
            )
        free = sum(slot.is_free for slot in slots)
        if len(people) > free:
            raise ValidationError(f"These are {len(people)} names, and {free} times are free. Plan more times first.")
        return people

    def perform(self) -> str:
        try:
            added = add_people(
                self.photo_day,
                self.cleaned_data["names"],
                now=timezone.now(),
                with_mails=self.cleaned_data["with_mails"],
            )
        except TakenError as error:
            raise IllegalMoveError(JUST_SIGNED_UP) from error
        return f"{len(added)} {'name' if len(added) == 1 else 'names'} added to the photo day."


class PersonChoice(forms.ModelChoiceField):
    """A choice of people, with their time."""

    def label_from_instance(self, obj: SignUp) -> str:
        return f"{write_clock(obj.starts_at)}, {obj.name}"


class RemoveForm(DayForm):
    """The person to remove."""

    person = PersonChoice(SignUp.objects.none(), label="Who", empty_label="Choose")
    with_mails = forms.BooleanField(
        label="Email them that their time is no longer booked", required=False, initial=True
    )

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        self.fields["person"].queryset = self.photo_day.sign_ups.all()  # type: ignore[attr-defined]

    def perform(self) -> str:
        person: SignUp = self.cleaned_data["person"]
        try:
            remove_person(person, with_mails=self.cleaned_data["with_mails"])
        except TakenError as error:
            raise IllegalMoveError("Somebody else has just removed this person.") from error
        at = write_clock(person.starts_at)
        return f"The time at {at} on {self.photo_day} is free again."


class CallOffForm(DayForm):
    """The confirmation that the day is called off."""

    sure = forms.BooleanField(label="Call it off, and email everybody who has a time")

    def perform(self) -> str:
        call_off(self.photo_day, by=self.by, now=timezone.now())
        return f"The photo day on {self.photo_day} is called off."


class FollowUpForm(DayForm):
    """The day by which to follow up with those who are missing."""

    on = DayField(label="Follow up by", required=False)
    is_settled = forms.BooleanField(label="Settled: nobody is to come again", required=False)

    def suggest(self) -> dict[str, object]:
        return {"on": self.photo_day.follow_up_on, "is_settled": self.photo_day.followed_up_at is not None}

    def clean_on(self) -> date | None:
        """Refuse a day that has passed, or must be a typing mistake."""
        day: date | None = self.cleaned_data["on"]
        today = timezone.localdate()
        if day and day < today:
            raise ValidationError(PASSED)
        if day and day > today + LONGEST_AHEAD:
            raise ValidationError(TOO_FAR)
        return day

    def clean(self) -> None:
        if not self.errors and not (self.cleaned_data["on"] or self.cleaned_data["is_settled"]):
            raise ValidationError("Choose a day, or say that it is settled.")

    def perform(self) -> str:
        on, is_settled = self.cleaned_data["on"], self.cleaned_data["is_settled"]
        plan_follow_up(self.photo_day, on, is_settled=is_settled, now=timezone.now(), by=self.by)
        if is_settled:
            return "Settled: it leaves the front page."
        return f"Follow up by {write_day(on, has_weekday=True, has_year=False)}."
