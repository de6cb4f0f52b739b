"""The forms for what comes after a session: send the pictures, and ask for a review."""

from django import forms

from studio.admin.action_forms import ActionForm
from studio.inquiries.delivery import Stage, ask_for_review, deliver_pictures, find_next_stage
from studio.models import StudioFacts


class DeliverForm(ActionForm):
    """Which pictures, and the link to them."""

    stage = forms.ChoiceField(
        label="Which",
        choices=[(stage.value, stage.label.capitalize()) for stage in Stage],
        widget=forms.RadioSelect,
    )
    link = forms.URLField(
        label="Link to the pictures",
        required=False,
        assume_scheme="https",
        max_length=500,
        widget=forms.URLInput(attrs={"size": 60}),
    )

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

    link = forms.URLField(
        label="Page for reviews", assume_scheme="https", max_length=500, widget=forms.URLInput(attrs={"size": 60})
    )

    def suggest(self) -> dict[str, object]:
        """Return the page from the studio facts."""
        return {"link": StudioFacts.objects.values_list("review_url", flat=True).first() or ""}

    def perform(self) -> str:
        ask_for_review(self.inquiry, self.cleaned_data["link"], by=self.by)
        return "The client is asked for a review, once."
