"""People of the load: each answers questions, reads the result, may take the PDF or send an inquiry, and repeats."""

import asyncio
import random
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from decision.core.framework import load_framework
from tools.stress.load_client import Answer, Browser, Record

LONGEST_PAUSE = 2.0  # seconds between two clicks: people take several times as long
FILLING_IN = 3.5  # seconds; the site takes anyone faster for a program
TAKES_PDF, SENDS_INQUIRY = 0.3, 0.1
"""The share of people who do."""
ASKED = re.compile(r'name="asked" value="([\w-]+)"')
HIDDEN = re.compile(r'name="(key|stamp|source)" value="([^"]*)"')
CONSENT = re.compile(r'name="consent" id="id_consent" value="([^"]*)"')
SENT = re.compile(r"/studio/inquiry/sent/([^/]+)/")
MADE, REDIRECT = 200, 302


@dataclass
class Person:
    """One of the people; `chance` decides what they answer, so that a run can be repeated."""

    number: int
    port: int
    record: Record
    until: float
    """On the monotonic clock."""

    def __post_init__(self) -> None:
        """Choose an address, and seed what the person answers."""
        self.chance = random.Random(self.number)  # noqa: S311  # repeatable, not a secret
        self.address = f"10.1.{self.number // 200}.{self.number % 200 + 1}"
        self.visits = 0

    async def live(self) -> None:
        """Visit the site again and again, each time as somebody who was never here."""
        while await self.pause():
            self.visits += 1
            await self.visit(Browser(self.port, self.address, self.record))

    async def pause(self, longest: float = LONGEST_PAUSE) -> bool:
        """Wait a moment; return whether there is time left."""
        await asyncio.sleep(self.chance.uniform(0, longest))
        return time.monotonic() < self.until

    async def visit(self, browser: Browser) -> None:
        """Go from the first page to the result, and perhaps to the PDF or the inquiry."""
        await browser.get("page", "/")
        query = urlencode(await self.answer_questions(browser))
        if not await self.pause():
            return
        await browser.get("result", f"/advice/result/?{query}")
        if self.chance.random() < TAKES_PDF and await self.pause():
            await browser.get("PDF", f"/advice/report.pdf?{query}")
        if self.chance.random() < SENDS_INQUIRY and await self.pause():
            await self.send_inquiry(browser, query)

    async def answer_questions(self, browser: Browser) -> list[tuple[str, str]]:
        """Answer what is asked, until nothing is or the verdict is enough; return the answers."""
        questions = load_framework().by_key
        asked, answers = "use", []
        while asked and await self.pause():
            answers.append((asked, self.chance.choice(list(questions[asked].by_key))))
            address = f"/advice/?{urlencode([*answers, ('asked', asked)])}"
            step = await browser.get("step", address, htmx=True)
            asked = find_asked(step) if step.status == MADE else ""
        return answers

    async def send_inquiry(self, browser: Browser, query: str) -> None:
        """Open the form, fill it in, send it, and remember the reference that the site gives."""
        address = f"/studio/inquiry/?{query}"
        form = await browser.get("inquiry form", address)
        if form.status != MADE:
            return
        await asyncio.sleep(FILLING_IN)
        consent = CONSENT.search(form.text)
        data = dict(HIDDEN.findall(form.text)) | {
            "name": f"Person {self.number}",
            "email": f"person-{self.number}-{self.visits}@example.org",
            "people": "1",
            "message": "Mornings are best.",
            "consent": consent[1] if consent else "",
        }
        sent = await browser.post("inquiry", address, data)
        found = SENT.search(sent.headers.get("location", ""))
        if sent.status == REDIRECT and found:
            self.record.acknowledged.add(found[1])


def find_asked(step: Answer) -> str:
    """Return the key of the question that a fragment asks, empty when it asks none."""
    found = ASKED.search(step.text)
    return found[1] if found else ""
