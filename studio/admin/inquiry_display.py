"""The columns of the inquiry list and the read-only parts of an inquiry's page."""

from django.contrib import admin
from django.db.models import Value
from django.db.models.functions import Coalesce, NullIf
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.timesince import timesince

from decision.content import content
from decision.pages.words import list_answered
from decision.web.team_address import write_team_query
from studio.inquiries.agreement import list_agreement
from studio.inquiries.deadlines import explain_late_pictures, explain_overdue
from studio.inquiries.merge import find_duplicates
from studio.inquiries.offers import list_offers
from studio.inquiries.sessions import Session
from studio.inquiries.timeline import list_events
from studio.inquiries.words import describe_people, list_reasons, name_uses, read_team
from studio.models import Inquiry
from studio.models.inquiry import find_dial_address
from studio.times import write_day, write_moment

# The list is sorted by what is agreed, as it shows it.
NAME, PACKAGE = (Coalesce(NullIf(f"agreed_{column}", Value("")), column) for column in ("name", "package_name"))


class InquiryInWords:
    """The columns and read-only fields of an inquiry."""

    def sum_up(self, inquiry: Inquiry) -> list[str]:
        """Return the known key facts in words."""
        verdict = content().verdicts.get(inquiry.verdict)
        parts = [
            str(inquiry),
            self.uses(inquiry),
            verdict.title if verdict else "",
            inquiry.current_package_in_words,
            f"{inquiry.current_people} people" if inquiry.current_people > 1 else "",
            f"needed by {self.needed_by(inquiry)}" if inquiry.needed_by else "",
            self.preferred_day(inquiry),
        ]
        return [part for part in parts if part]

    def is_worth_showing(self, name: str, inquiry: Inquiry) -> bool:
        """Return whether a field at the top of the page has content."""
        if name == "duplicates":
            return bool(find_duplicates(inquiry)) or inquiry.merged.exists()
        if name == "photo_days":
            return inquiry.photo_days.exists()
        if name == "delivery":
            return bool(inquiry.photographed_at)
        if name == "offered":
            return bool(list_offers(inquiry))
        return bool(getattr(inquiry, name))

    @admin.display(description="Status")
    def status_in_words(self, inquiry: Inquiry) -> str:
        """Show the status, with the booked session or the inquiry that it was merged into."""
        words = inquiry.get_status_display()
        if inquiry.merged_into:
            return f"{words}; merged into {inquiry.merged_into}"
        if inquiry.session_at:
            return f"{words}: {Session(inquiry.session_at, inquiry.session_minutes or 0)}"
        return words

    @admin.display(description="Photo days")
    def photo_days(self, inquiry: Inquiry) -> str:
        days = [(reverse("admin:studio_photoday_change", args=[day.pk]), day) for day in inquiry.photo_days.all()]
        return format_html_join(", ", '<a href="{}">{}</a>', days)

    @admin.display(description="Pictures")
    def delivery(self, inquiry: Inquiry) -> str:
        """Show what is due, what was sent, and what the client agreed to."""
        context = {"inquiry": inquiry, "late": explain_late_pictures(inquiry, timezone.now())}
        return render_to_string("admin/studio/inquiry/delivery.html", context)

    @admin.display(description="Offered times")
    def offered(self, inquiry: Inquiry) -> str:
        """Show the offered times; the picked one can be confirmed."""
        context = {"inquiry": inquiry, "offers": list_offers(inquiry)}
        return render_to_string("admin/studio/inquiry/offered.html", context)

    @admin.display(description="Now agreed")
    def agreement(self, inquiry: Inquiry) -> str:
        """Show what is agreed now, and what the client sent where that is different."""
        return render_to_string("admin/studio/inquiry/agreement.html", {"rows": list_agreement(inquiry)})

    @admin.display(description="From the same person")
    def duplicates(self, inquiry: Inquiry) -> str:
        """Link to other inquiries with this email or phone."""
        context = {"others": find_duplicates(inquiry), "merged": inquiry.merged.all()}
        return render_to_string("admin/studio/inquiry/duplicates.html", context)

    @admin.display(description="Use", ordering="main_use")
    def uses(self, inquiry: Inquiry) -> str:
        return name_uses(inquiry)

    @admin.display(description="Age", ordering="-created_at")
    def age(self, inquiry: Inquiry) -> str:
        """Show how long ago it came, in the largest unit."""
        return timesince(inquiry.created_at, depth=1)

    @admin.display(description="Name", ordering=NAME)
    def person(self, inquiry: Inquiry) -> str:
        """Show the name, with a mark when the same person sent another inquiry."""
        if not inquiry.has_duplicate:
            return inquiry.current_name
        return format_html('{} <span class="badge">same person</span>', inquiry.current_name)

    @admin.display(description="Package", ordering=PACKAGE)
    def package_now(self, inquiry: Inquiry) -> str:
        return inquiry.current_package_name

    @admin.display(description="Verdict", ordering="stakes")
    def advised(self, inquiry: Inquiry) -> str:
        return f"{inquiry.get_verdict_display()}, {inquiry.stakes}" if inquiry.verdict else ""

    @admin.display(description="People", ordering=Coalesce("agreed_people", "people"))
    def team(self, inquiry: Inquiry) -> str:
        """Show how many people a team has."""
        return str(inquiry.current_people) if inquiry.current_people > 1 else ""

    @admin.display(description="People")
    def head_count(self, inquiry: Inquiry) -> str:
        """Show how many people came with the inquiry, and what each group needs."""
        return describe_people(inquiry)

    @admin.display(description="Needed by")
    def needed_by(self, inquiry: Inquiry) -> str:
        """Show the day by which the client needs the photo."""
        day = inquiry.needed_by
        return write_day(day, has_year=False) if day else ""

    @admin.display(description="Next step", ordering="next_step_on")
    def next_step_in_words(self, inquiry: Inquiry) -> str:
        """Show the next step and its day, after marks for what is overdue or scheduled for erasure."""
        marks = (explain_overdue(inquiry, timezone.now()), name_erasure(inquiry))
        shown = [(mark,) for mark in marks if mark]
        day = inquiry.next_step_on
        step = f"{inquiry.next_step} ({write_day(day, has_year=False)})".strip() if day else inquiry.next_step
        return format_html("{}{}", format_html_join("", '<span class="overdue">{}</span> ', shown), step)

    @admin.display(description="Preferred day", ordering="first_date")
    def preferred_day(self, inquiry: Inquiry) -> str:
        """Show the first preferred day."""
        day = inquiry.first_date
        return write_day(day) if day else ""

    @admin.display(description="Session", ordering="session_at")
    def session(self, inquiry: Inquiry) -> str:
        """Show day and time of the session in New York."""
        return write_moment(inquiry.session_at) if inquiry.session_at else ""

    @admin.display(description="Email")
    def address(self, inquiry: Inquiry) -> str:
        return format_html('<a href="mailto:{0}">{0}</a>', inquiry.email) if inquiry.email else ""

    @admin.display(description="Phone")
    def dialed_phone(self, inquiry: Inquiry) -> str:
        """Show the phone number as a link that a phone dials."""
        address = find_dial_address(inquiry.phone)
        return format_html('<a href="{}">{}</a>', address, inquiry.phone) if address else inquiry.phone

    @admin.display(description="Package")
    def package_in_words(self, inquiry: Inquiry) -> str:
        """Show the package with the price at that time."""
        return inquiry.package_in_words

    @admin.display(description="Preferred dates")
    def dates(self, inquiry: Inquiry) -> str:
        return "; ".join(write_day(day, has_weekday=True) for day in inquiry.preferred_dates)

    @admin.display(description="Answers")
    def answers_in_words(self, inquiry: Inquiry) -> str:
        """Show each answer in the words of its framework."""
        answered = list_answered(inquiry.framework, inquiry.read_answers())
        return render_to_string("admin/studio/inquiry/answers.html", {"inquiry": inquiry, "answered": answered})

    @admin.display(description="Verdict and reasons")
    def reasons(self, inquiry: Inquiry) -> str:
        """Show the verdict, and its points with their sources."""
        context = {
            "inquiry": inquiry,
            "verdict": content().verdicts.get(inquiry.verdict),
            "rows": list_reasons(inquiry),
        }
        return render_to_string("admin/studio/inquiry/reasons.html", context)

    @admin.display(description="As the person saw it")
    def links(self, inquiry: Inquiry) -> str:
        team = read_team(inquiry)
        context = {
            "inquiry": inquiry,
            "answers": inquiry.read_answers(),
            "kept": inquiry.kept,
            "team_query": write_team_query(team) if team else "",
        }
        return render_to_string("admin/studio/inquiry/links.html", context)

    @admin.display(description="How they look now")
    def photos(self, inquiry: Inquiry) -> str:
        return show_photos(inquiry)

    @admin.display(description="What happened")
    def timeline(self, inquiry: Inquiry) -> str:
        """Show all events: when, what, who, and the text."""
        return render_to_string("admin/studio/inquiry/timeline.html", {"events": list_events(inquiry)})


def name_erasure(inquiry: Inquiry) -> str:
    """Return the mark of an inquiry with a scheduled or requested erasure, else ""."""
    if inquiry.erase_at:
        return f"erased after {write_day(inquiry.erase_at, has_year=False)}"
    return "erasure requested" if inquiry.erasure_asked_at else ""


def show_photos(inquiry: Inquiry) -> str:
    """Return the thumbnails, each a link to the whole photo."""
    context = {"photos": inquiry.photos.all(), "left_out": inquiry.photos_left_out}
    return render_to_string("admin/studio/inquiry/photos.html", context)
