"""From the first question to the emails and the booked session, by the links and forms of the pages."""

from xml.etree.ElementTree import Element

import pytest
import tinyhtml5  # type: ignore[import-untyped]  # comes with WeasyPrint
from django.core.mail import EmailMessage
from django.test import Client

from decision.content import content
from studio.models import Inquiry, Status, StatusChange
from tests.studio.days import find_business_day
from tests.studio.factories import make_staff
from tests.studio.outgoing import deliver_due_mails


class Visitor:
    """A person without JavaScript: reads a page, follows its links, fills in its forms."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page = Element("html")

    def open(self, address: str) -> None:
        """Open an address, through redirects."""
        self._read(self.client.get(address, follow=True).content)

    def follow(self, words: str) -> None:
        """Follow the first link with these words."""
        self.open(next(link.attrib["href"] for link in self.page.iter("a") if words in read(link)))

    def send(self, **entries: str | list[str]) -> None:
        """Fill in the page's own form, hidden fields and all, and send it."""
        form = next(form for form in self.page.iter("form") if form.find(".//button") is not None)
        data = list_defaults(form) | entries
        ask = self.client.get if form.attrib["method"] == "get" else self.client.post
        self._read(ask(form.attrib["action"], data, follow=True).content)

    @property
    def heading(self) -> str:
        return read(next(self.page.iter("h1")))

    def _read(self, content: bytes) -> None:
        self.page = tinyhtml5.parse(content, namespace_html_elements=False)


def read(element: Element) -> str:
    """Return the text of an element, spaces made single."""
    return " ".join("".join(element.itertext()).split())


def list_defaults(form: Element) -> dict[str, str | list[str]]:
    """Return what the form sends unchanged."""
    defaults: dict[str, str | list[str]] = {}
    for field in form.iter("input"):
        is_set = field.get("type") not in ("radio", "checkbox") or "checked" in field.attrib
        if is_set and "name" in field.attrib:
            defaults[field.attrib["name"]] = field.get("value", "")
    for choice in form.iter("select"):
        chosen = choice.find("option[@selected]")
        defaults[choice.attrib["name"]] = "" if chosen is None else chosen.attrib["value"]
    return defaults


@pytest.mark.django_db
def test_from_the_first_question_to_the_booked_session(
    client: Client,
    mailoutbox: list[EmailMessage],
) -> None:
    ana = Visitor(client)

    ana.open("/")
    ana.send(use="linkedin")
    ana.send(viewer="recruiters")
    assert ana.heading == content().verdicts["studio"].title
    ana.follow("Continue to the plan")
    ana.send(current="none")
    ana.send(place="nyc")
    ana.send(deadline="flexible")
    ana.send(budget="300-1049")
    assert ana.heading == content().verdicts["studio"].title
    assert client.cookies == {}

    ana.follow("Ask about a session")
    assert list_defaults(next(ana.page.iter("form")))["package"] == "linkedin-headshot"
    consent = next(box for box in ana.page.iter("input") if box.get("name") == "consent")
    ana.send(name="Ana Example", email="ana@example.org", consent=consent.attrib["value"])
    inquiry = Inquiry.objects.get()
    assert inquiry.reference in read(ana.page)

    deliver_due_mails()
    to_ana, to_studio = mailoutbox
    assert to_ana.to == ["ana@example.org"]
    assert to_studio.reply_to == ["ana@example.org"]
    link = next(line for line in to_studio.body.splitlines() if "/admin/" in line)

    sam = Visitor(Client())
    sam.client.force_login(make_staff(name="sam"))
    sam.open(link.removeprefix("http://127.0.0.1:8000"))
    assert inquiry.reference in read(sam.page)
    at_ten = {"day": str(find_business_day()), "time": "10:00", "minutes": "60"}
    sam.client.post(f"/admin/studio/inquiry/{inquiry.pk}/book/", at_ten)

    inquiry.refresh_from_db()
    change = StatusChange.objects.get()
    assert inquiry.status == Status.BOOKED
    assert (str(change.by), str(change)) == ("sam", "New → Booked")
