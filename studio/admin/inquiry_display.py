"""An inquiry in words: the columns and the read-only parts of its page."""

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timesince import timesince

from decision.content import content
from decision.pages.words import list_answered
from studio.admin.photos import show_photos
from studio.inquiries.book import Session
from studio.inquiries.merge import find_duplicates
from studio.inquiries.overdue import explain_overdue
from studio.inquiries.reasons import list_reasons
from studio.inquiries.timeline import tell
from studio.models import Inquiry


class InquiryInWords:
    """What the list and the page show of an inquiry."""

    def sum_up(self, inquiry: Inquiry) -> list[str]:
        """Return who and what at a glance: each part in words, those left out of which nothing is known."""
        verdict = content().verdicts.get(inquiry.verdict)
        parts = [
            str(inquiry),
            self.uses(inquiry),
            verdict.title if verdict else "",
            inquiry.package_in_words,
            f"{inquiry.people} people" if inquiry.people > 1 else "",
            self.wished_day(inquiry),
        ]
        return [part for part in parts if part]

    def is_worth_telling(self, name: str, inquiry: Inquiry) -> bool:
        """Whether a part of the head says anything about this inquiry."""
        if name == "duplicates":
            return bool(find_duplicates(inquiry)) or inquiry.merged.exists()
        return bool(getattr(inquiry, name))

    @admin.display(description="Status")
    def status_in_words(self, inquiry: Inquiry) -> str:
        """Show where it stands, with the session that is booked or where it went."""
        words = inquiry.get_status_display()
        if inquiry.merged_into:
            return f"{words}; merged into {inquiry.merged_into}"
        if inquiry.session_at:
            return f"{words}: {Session(inquiry.session_at, inquiry.session_minutes or 0)}"
        return words

    @admin.display(description="From the same person")
    def duplicates(self, inquiry: Inquiry) -> str:
        """Link to what else came from this email or phone."""
        context = {"others": find_duplicates(inquiry), "merged": inquiry.merged.all()}
        return render_to_string("admin/studio/inquiry/duplicates.html", context)

    @admin.display(description="Use", ordering="main_use")
    def uses(self, inquiry: Inquiry) -> str:
        """Show all uses in words."""
        known = inquiry.framework.uses
        return ", ".join(known[key].label if key in known else key for key in inquiry.answers.get("use", ()))

    @admin.display(description="Age", ordering="-created_at")
    def age(self, inquiry: Inquiry) -> str:
        """Show how long ago it came, in its largest unit."""
        return timesince(inquiry.created_at, depth=1)

    @admin.display(description="Twice?", ordering="email_key")
    def duplicate(self, inquiry: Inquiry) -> str:
        """Mark an inquiry whose sender sent another."""
        return mark_safe('<span class="badge">same person</span>') if inquiry.has_duplicate else ""

    @admin.display(description="Next step", ordering="next_step_on")
    def next_step_in_words(self, inquiry: Inquiry) -> str:
        """Show the next step and its day; before it, a mark for what should have happened by now."""
        marks = (explain_overdue(inquiry, timezone.now()), name_erasure(inquiry))
        shown = [(mark,) for mark in marks if mark]
        day = inquiry.next_step_on
        step = f"{inquiry.next_step} ({day:%b} {day.day})".strip() if day else inquiry.next_step
        return format_html("{}{}", format_html_join("", '<span class="overdue">{}</span> ', shown), step)

    @admin.display(description="Preferred day", ordering="first_date")
    def wished_day(self, inquiry: Inquiry) -> str:
        """Show the day that the person wants most."""
        day = inquiry.first_date
        return f"{day:%b} {day.day}, {day.year}" if day else ""

    @admin.display(description="Email")
    def address(self, inquiry: Inquiry) -> str:
        """Link to a mail to the client."""
        return format_html('<a href="mailto:{0}">{0}</a>', inquiry.email) if inquiry.email else ""

    @admin.display(description="Package")
    def package_in_words(self, inquiry: Inquiry) -> str:
        """Show the package with the price that the person saw."""
        return inquiry.package_in_words

    @admin.display(description="Preferred dates")
    def dates(self, inquiry: Inquiry) -> str:
        """Show the dates, the best first."""
        return "; ".join(f"{day:%a, %b} {day.day}, {day.year}" for day in inquiry.preferred_dates)

    @admin.display(description="Answers")
    def answers_in_words(self, inquiry: Inquiry) -> str:
        """Show each answer in the words that the person saw."""
        answered = list_answered(inquiry.framework, inquiry.read_answers())
        return render_to_string("admin/studio/inquiry/answers.html", {"inquiry": inquiry, "answered": answered})

    @admin.display(description="Verdict and reasons")
    def reasons(self, inquiry: Inquiry) -> str:
        """Show the verdict as it was given, and the points that made it, each with its source."""
        context = {
            "inquiry": inquiry,
            "verdict": content().verdicts.get(inquiry.verdict),
            "rows": list_reasons(inquiry),
        }
        return render_to_string("admin/studio/inquiry/reasons.html", context)

    @admin.display(description="As the person saw it")
    def links(self, inquiry: Inquiry) -> str:
        """Link to the result and to the report."""
        context = {"inquiry": inquiry, "answers": inquiry.read_answers(), "kept": inquiry.kept}
        return render_to_string("admin/studio/inquiry/links.html", context)

    @admin.display(description="How they look now")
    def photos(self, inquiry: Inquiry) -> str:
        """Show the photos that were sent."""
        return show_photos(inquiry)

    @admin.display(description="What happened")
    def timeline(self, inquiry: Inquiry) -> str:
        """Show everything: when, what, who, in which words."""
        return render_to_string("admin/studio/inquiry/timeline.html", {"events": tell(inquiry)})


def name_erasure(inquiry: Inquiry) -> str:
    """Return the mark of an inquiry that is to be erased, "" for any other."""
    if inquiry.erase_at:
        local = timezone.localtime(inquiry.erase_at)
        return f"erased after {local:%b} {local.day}"
    return "to be erased" if inquiry.erasure_asked_at else ""
