"""The form for what is agreed with a client: package, price, people, deposit and contact details."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from studio.admin.action_forms import ActionForm
from studio.admin.conflicts import ComparedForm, Save, find_last_save
from studio.inquiries.agreement import LABELS, list_sent_values, read_agreement, record_agreement, write_agreed
from studio.inquiries.fields import AddressField, DayField, DollarsField, NameField, PhoneField
from studio.models import Package
from studio.models.inquiry import MAX_PEOPLE
from studio.typed_text import phone_number


class AgreeForm(ComparedForm, ActionForm):
    """What is agreed now."""

    stops_at_changes = False

    package = forms.ModelChoiceField(
        Package.objects.all(),
        required=False,
        error_messages={"invalid_choice": "This package is no longer on sale. Choose another."},
    )
    price = DollarsField(label="Price in US dollars, for all of it", required=False)
    people = forms.IntegerField(required=False, min_value=1, max_value=MAX_PEOPLE)
    deposit = DollarsField(label="Deposit received, in US dollars", required=False)
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
                sent = f"They sent {write_agreed(name, came)}. Empty this field to go back to it."
                self.fields[name].help_text = sent if came else "They didn’t send one."
        self.send_opened_values(LABELS)

    def suggest(self) -> dict[str, object]:
        """Return what is agreed now."""
        return read_agreement(self.inquiry)

    def clean(self) -> None:
        """Refuse a deposit above the price."""
        self.compare_fields()
        price, deposit = self.cleaned_data.get("price"), self.cleaned_data.get("deposit")
        if price is not None and deposit is not None and deposit > price:
            self.add_error("deposit", "The deposit is higher than the price.")

    def read_now(self, name: str) -> Any:  # noqa: ANN401  # a package, a number, a date or text
        return read_agreement(self.inquiry)[name]

    def find_save(self, name: str) -> Save | None:
        return find_last_save(self.inquiry, name)

    def write_value(self, name: str, value: Any) -> str:  # noqa: ANN401  # a package, a number, a date or text
        return write_agreed(name, value)

    def perform(self) -> str:
        price_before = self.inquiry.current_price
        agreed = {name: self.cleaned_data[name] for name in self.list_changes()}
        changes = record_agreement(self.inquiry, agreed, by=self.by)
        if not changes:
            return "Nothing changed. An empty field means: as the client sent it."
        return f"Agreed. {'; '.join(changes)}.{self._explain_price(price_before)}"

    def _explain_price(self, before: int | None) -> str:
        """Return what a new price changes, or ""."""
        now = self.inquiry.current_price
        if now == before:
            return ""
        said = (
            " From now on your emails, the client’s own page, the brief and the export say"
            f" {write_agreed('price', now)}. No email goes out now, so tell the client."
        )
        deposit = self.inquiry.deposit_received
        if now is not None and deposit:
            said += f" {write_agreed('price', max(now - deposit, 0))} is left to pay after the deposit."
        return said
