"""Inquiries on the desk: a list to work through, and all about one of them. Staff move them; nobody rewrites them."""

from itertools import chain
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.timesince import timesince

from decision.content import content
from decision.presenting import list_answered
from studio.admin.moves import MoveForm, describe_move, make_move, make_move_action
from studio.models import Inquiry, Status
from studio.reasons import list_reasons

HEAD = ["reference", "status", "possible_duplicate_of"]
BODY: list[tuple[str, dict[str, list[str]]]] = [
    ("Who and what", {"fields": ["name", "address", "phone", "package_in_words", "people", "dates", "message"]}),
    ("Advice", {"fields": ["answers_in_words", "reasons", "links", "framework_version"]}),
    ("History", {"fields": ["created_at", "history", "client_mail", "staff_mail", "mailed_at"]}),
    ("Consent", {"fields": ["consent_wording", "consented_at"]}),
]


@admin.register(Inquiry)
class InquiryAdmin(admin.ModelAdmin):
    """The working list and the detail page."""

    form = MoveForm
    list_display = [
        "reference", "name", "uses", "verdict", "stakes", "package_name", "first_date", "status", "age",
    ]  # fmt: skip
    list_filter = ["status", "verdict", "main_use", "package", "created_at"]
    search_fields = ["reference", "name", "email", "phone"]
    date_hierarchy = "created_at"
    list_per_page = 50
    actions = [make_move_action(status) for status in Status]
    readonly_fields = [*HEAD, *chain.from_iterable(options["fields"] for _, options in BODY)]

    def get_fieldsets(self, request: HttpRequest, obj: Inquiry | None = None) -> list[Any]:
        """Offer a move only to those who may make it."""
        if self.has_change_permission(request, obj):
            return [(None, {"fields": [*HEAD, "move_to", "note"]}), *BODY]
        return [(None, {"fields": HEAD}), *BODY]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Inquiries come through the form."""
        return False

    @admin.display(description="Use", ordering="main_use")
    def uses(self, inquiry: Inquiry) -> str:
        """Show all uses in words."""
        known = inquiry.framework.uses
        return ", ".join(known[key].label if key in known else key for key in inquiry.answers.get("use", ()))

    @admin.display(description="Age", ordering="-created_at")
    def age(self, inquiry: Inquiry) -> str:
        """Show how long ago it came, in its largest unit."""
        return timesince(inquiry.created_at, depth=1)

    @admin.display(description="Email")
    def address(self, inquiry: Inquiry) -> str:
        """Link to a mail to the client."""
        return format_html('<a href="mailto:{0}">{0}</a>', inquiry.email)

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

    @admin.display(description="Moves")
    def history(self, inquiry: Inquiry) -> str:
        """Show every move: what, who, when, why."""
        changes = inquiry.status_changes.select_related("by")
        return render_to_string("admin/studio/inquiry/history.html", {"changes": changes})

    def save_model(self, request: HttpRequest, obj: Inquiry, form: MoveForm, change: bool) -> None:
        """Make the move that was chosen; nothing else of an inquiry can be saved."""
        to = form.cleaned_data["move_to"]
        if to:
            form.move = make_move(request, obj, Status(to), form.cleaned_data["note"])

    # Django takes a sentence as well as its own structure, which only knows fields.
    def construct_change_message(  # type: ignore[override]
        self, request: HttpRequest, form: MoveForm, formsets: object, add: bool = False
    ) -> str:
        """Log the move in words."""
        return describe_move(form.move) if form.move else "Saved without a move."
