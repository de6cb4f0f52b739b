"""A table of 1,000 people: read from a workbook, answered as a page, and sent back as a workbook.

In processor time, so that other work on the machine does not count.
"""

import http.client
import io
import random
import statistics
from collections.abc import Iterator
from time import process_time

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from decision.core.framework import load_framework
from decision.core.team_table import MOST_ROWS
from tools.bench import site  # noqa: F401  # sets Django up
from tools.bench.tables import Figure

ROUNDS = 3
GOAL = 2  # seconds
STEPS = {
    "": f"table of {MOST_ROWS:,} people, read from a workbook and shown to confirm",
    "page": "the same table with everybody’s answer, as a page",
    "xlsx": "the same, as a workbook",
}


def measure() -> Iterator[Figure]:
    """Yield the seconds of each step; everybody in the table has other answers."""
    chance = random.Random(20261127)  # noqa: S311  # a repeatable table, not a secret
    for wanted, name in STEPS.items():
        yield Figure(name, statistics.median(_time(_draw_table(chance), wanted) for _ in range(ROUNDS)), GOAL, "s")


def _time(table: bytes, wanted: str) -> float:
    file = SimpleUploadedFile("team.xlsx", table)
    start = process_time()
    response = Client(headers={"host": "127.0.0.1"}).post("/teams/table/", {"file": file, "as": wanted})
    seconds = process_time() - start
    assert response.status_code == http.client.OK, response.content.decode()  # noqa: S101  # a refused table is no figure
    return seconds


def _draw_table(chance: random.Random) -> bytes:
    questions = load_framework().questions
    book = openpyxl.Workbook()  # it states its size, as Excel does; a writer that doesn't costs another reading
    sheet = book.worksheets[0]
    sheet.append(["Name", *(question.title for question in questions)])
    for number in range(MOST_ROWS):
        uses = chance.sample(list(questions[0].options), chance.choice([1, 1, 2, 3]))
        answers = [chance.choice(question.options).label for question in questions[1:]]
        sheet.append([f"Example {number}", "; ".join(use.label for use in uses), *answers])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
