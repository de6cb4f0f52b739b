"""The form for what is agreed with a client: package, price, people, deposit and contact details."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from studio.admin.action_forms import ActionForm
from studio.inquiries.agreement import LABELS, list_sent_values, read_agreement, record_agreement, write_agreed
from studio.inquiries.fields import AddressField, DayField, NameField, PhoneField
from studio.models import Package
from studio.models.inquiry import MAX_PEOPLE
from studio.typed_text import phone_number

HIGHEST = 1_000_000  # US dollars; more is a typing mistake


class AgreeForm(ActionForm):
    """What is agreed now. Only the fields that this person changes are saved."""

    package = forms.ModelChoiceField(Package.objects.all(), required=False)
    price = forms.IntegerField(
        label="Price in US dollars, for all of it", required=False, min_value=0, max_value=HIGHEST
    )
    people = forms.IntegerField(required=False, min_value=1, max_value=MAX_PEOPLE)
    deposit = forms.IntegerField(
        label="Deposit received, in US dollars", required=False, min_value=0, max_value=HIGHEST
    )
    deposit_on = DayField(label="Deposit received on", required=False)
    name = NameField(required=False, max_length=120)
    email = AddressField(required=False)
    phone = PhoneField(required=False, max_length=40, validators=[phone_number])

    review = forms.BooleanField(label="They agreed that we ask for a review, once", required=False)
    reminder = forms.BooleanField(
        label="They agreed that we write once, when the photo is three years old, and keep their inquiry until then",
        required=False,
    )

    def __init__(self, data: QueryDict | None, **about: Any) -> None:
        super().__init__(data, **about)
        known = {package.pk for package in (self.inquiry.package, self.inquiry.agreed_package) if package}
        packages = Package.objects.filter(Q(is_active=True) | Q(pk__in=known))
        package: Any = self.fields["package"]
        package.queryset = packages
        package.empty_label = None if self.inquiry.package else self.inquiry.package_name or "None"
        for name, came in list_sent_values(self.inquiry).items():
            if name != "package" and self.initial[name] != came:
                sent = f"They sent {write_agreed(name, came)}."
                self.fields[name].help_text = f"{sent} Empty this field to go back to it." if came else sent
        for name in LABELS:
            self.fields[name].show_hidden_initial = True

    def suggest(self) -> dict[str, object]:
        """Return what is agreed now."""
        return read_agreement(self.inquiry)

    def clean(self) -> None:
        """Refuse a deposit above the price."""
        price, deposit = self.cleaned_data.get("price"), self.cleaned_data.get("deposit")
        if price is not None and deposit is not None and deposit > price:
            self.add_error("deposit", "The deposit is higher than the price.")

    def list_changes(self) -> dict[str, Any]:
        """Return the values that this person has changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in LABELS}

    def compare(self) -> list[tuple[str, str, str]]:
        """Return what this person changed and somebody else may have changed too."""
        if not self.is_valid():
            return []
        now = read_agreement(self.inquiry)
        return [
            (LABELS[name], write_agreed(name, now[name]), write_agreed(name, value))
            for name, value in self.list_changes().items()
            if now[name] != value
        ]

    def perform(self) -> str:
        price_before = self.inquiry.current_price
        changes = record_agreement(self.inquiry, self.list_changes(), by=self.by)
        if not changes:
            return "Nothing changed. An empty field means: as the client sent it."
        return f"Agreed. {'; '.join(changes)}.{self._explain_price(price_before)}"

    def _explain_price(self, before: int | None) -> str:
        """Return what a new price changes, or ""."""
        now = self.inquiry.current_price
        if now == before:
            return ""
        said = (
            f" From now on the brief, the export and your emails say {write_agreed('price', now)}."
            " No email goes out now, so tell the client."
        )
        deposit = self.inquiry.deposit_received
        if now is not None and deposit:
            said += f" {write_agreed('price', max(now - deposit, 0))} is left to pay after the deposit."
        return said
