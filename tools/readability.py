"""How easy our sentences are to read: Flesch reading ease, 0 to 100 and a little more; 65 is plain English.

    .venv/bin/python -m tools.readability            a table of the kinds of text
    .venv/bin/python -m tools.readability --hardest  the same, with the hardest text of each kind
    .venv/bin/python -m tools.readability --json     the table as JSON

The reasons are those of docs/reasons.md, as the site composes them now. The pages are those that `make screenshots`
takes, and the emails are those that a booked inquiry of the demo would bring. Only whole sentences count: labels,
figures, names of sources and addresses are no sentences.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import textstat

from tools.update_examples import DOCS, EXAMPLE, quote_reason  # isort: skip  this sets Django up
from django.db import connection
from django.test import Client

from decision.content import content
from decision.core.advice import Advice, advise
from decision.core.answers import read_answers
from decision.core.framework import load_framework
from decision.core.turnaround import find_today
from decision.pdf.report import ReportOrder, write_report
from headshot_advisor.console import end_plainly
from studio.demo.stage import stage_demo
from studio.inquiries.words import list_things_to_bring
from studio.mail.compose import DECLINE_WORDINGS, SUBJECTS, write_draft
from studio.models import Inquiry, MailKind, Status
from tools.take_screenshots import PAGES, RESULTS

SILENT = {"head", "script", "style", "svg", "sup", "nav", "header", "footer", "code"}
"""Elements without sentences of ours, and the numbers of sources. What these open is silent too."""
VOID = {"br", "hr", "img", "input", "link", "meta"}
INLINE = {"a", "abbr", "b", "bdi", "button", "em", "i", "s", "span", "strong"}
SESSION_AT = datetime(2027, 1, 12, 15, tzinfo=UTC)
SENTENCE = re.compile(r"[^.:!?]+ [^.:!?]+.*[.!?]$")
"""Text that ends as a sentence does, and has two words at least."""
LAST_LOOK = re.compile(r"Last checked \w+ \d+, \d{4}\.")
"""The note beside a fact that is due: which facts have one depends on the day."""


@dataclass(frozen=True)
class Ease:
    """The reading ease of some texts, all together and that of the hardest one."""

    texts: int
    words: int
    ease: float
    hardest: float


def measure_ease(texts: Iterable[str]) -> Ease:
    """Return the reading ease of the texts, of which none is empty."""
    plain = [_simplify(text) for text in texts]
    together = "\n".join(plain)
    return Ease(
        texts=len(plain),
        words=textstat.lexicon_count(together),
        ease=round(textstat.flesch_reading_ease(together), 1),
        hardest=round(min(map(textstat.flesch_reading_ease, plain)), 1),
    )


def _simplify(text: str) -> str:
    """Return the text with the apostrophes and spaces that the dictionary knows."""
    return " ".join(text.replace("’", "'").split())


class _Paragraphs(HTMLParser):
    """Collects the text of each block of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self._depth_in_silence = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_data(" ")
            return
        if self._depth_in_silence or tag in SILENT or ("class", "note") in attrs:
            self._depth_in_silence += 1
        elif tag not in INLINE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if self._depth_in_silence:
            self._depth_in_silence -= 1
        elif tag not in INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._depth_in_silence:
            self.blocks[-1] += data


def list_sentences(html: str) -> list[str]:
    """Return the texts of a page that are sentences; a paragraph, an item of a list or a cell is one text."""
    parser = _Paragraphs()
    parser.feed(html)
    return _choose_sentences(parser.blocks)


def _choose_sentences(texts: Iterable[str]) -> list[str]:
    plain = (" ".join(LAST_LOOK.sub("", text).split()) for text in texts)
    return [text for text in plain if SENTENCE.fullmatch(text) and "://" not in text]


def collect_texts() -> dict[str, list[str]]:
    """Return kind of text -> its texts: the reasons of each verdict, the questions, and the plans with their guides."""
    chapters = re.split(r"^## ", (DOCS / "reasons.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    reasons = {
        f"reasons: {chapter.splitlines()[0]}": [quote_reason(found["query"])[0] for found in EXAMPLE.finditer(chapter)]
        for chapter in chapters
    }
    guides = [*content().plans.values(), *content().guides.values()]
    return reasons | {
        "questions": [f"{question.title} {question.why}" for question in load_framework().questions],
        "plans and guides": [guide.summary + " " + " ".join(step.do for step in guide.steps) for guide in guides],
    }


def collect_page_texts() -> dict[str, list[str]]:
    """Return page -> its sentences. It needs a database, for the packages."""
    client = Client(SERVER_NAME="localhost")
    pages = {name: client.get(address).content.decode() for name, address in PAGES.items()}
    return {f"page: {name}": list_sentences(html) for name, html in pages.items()}


def collect_report_texts() -> dict[str, list[str]]:
    """Return the PDF of each result -> its sentences."""
    advised = {name: _advise(address) for name, address in RESULTS.items()}
    return {
        f"PDF: {name}": list_sentences(write_report(ReportOrder(advice, (), find_today())))
        for name, advice in advised.items()
        if advice.settled or advice.readings
    }


def _advise(address: str) -> Advice:
    framework = load_framework()
    raw = {
        key: values for key, values in parse_qs(urlsplit(address).query).items() if key in {*framework.by_key, "unsure"}
    }
    answers = {key: values if key in ("use", "unsure") else values[0] for key, values in raw.items()}
    return advise(framework, read_answers(framework, answers))


def collect_mail_texts() -> dict[str, list[str]]:
    """Return kind of email -> its sentences. It needs a database with the inquiries of the demo."""
    booked = Inquiry.objects.filter(status=Status.BOOKED, session_at__isnull=False).first()
    offered = Inquiry.objects.filter(offered_times__isnull=False).first()
    if booked is None or offered is None:
        raise RuntimeError("The demo has no inquiry that is booked, or none with offered times.")
    # References are random, and the demo's days are near today's: the figures must not change with them.
    booked.reference = offered.reference = "HA-234567"
    booked.session_at = SESSION_AT
    about = {
        "link": "https://example.org/pictures",
        "stage": "corrected",
        "things": list_things_to_bring(booked),
        "wish": "Any morning of the week after.",
        "picked": offered.offered_times.first(),
        "by": booked.owner,
    }
    found = {}
    for kind in SUBJECTS:
        inquiry = offered if kind in (MailKind.OFFERED, MailKind.PICKED) else booked
        draft = write_draft(inquiry, kind, was_booked=kind != MailKind.BOOKED, about=about)
        found[f"email: {kind}"] = _choose_sentences(draft.text.splitlines())
    return found | {"email: why it is declined": list(DECLINE_WORDINGS.values())}


@contextmanager
def stage_database() -> Iterator[None]:
    """Make a database in memory with the inquiries of the demo."""
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        stage_demo()
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def collect_all_texts() -> dict[str, list[str]]:
    """Return every kind of text. It needs a database with the inquiries of the demo."""
    return collect_texts() | collect_page_texts() | collect_report_texts() | collect_mail_texts()


def main() -> None:
    """Print the reading ease of each kind of text."""
    with stage_database():
        texts = {kind: found for kind, found in collect_all_texts().items() if found}
    measured = {kind: measure_ease(found) for kind, found in texts.items()}
    if "--json" in sys.argv:
        print(json.dumps({kind: asdict(ease) for kind, ease in measured.items()}, indent=2))
        return
    print(f"{'':<44}{'texts':>8}{'words':>8}{'ease':>8}{'hardest':>9}")
    for kind, ease in measured.items():
        print(f"{kind:<44}{ease.texts:>8}{ease.words:>8}{ease.ease:>8}{ease.hardest:>9}")
        if "--hardest" in sys.argv:
            print(f"    {min(texts[kind], key=lambda text: textstat.flesch_reading_ease(_simplify(text)))}")


if __name__ == "__main__":
    with end_plainly():
        main()
