"""Documents: what the PDF worker adds to WeasyPrint, what keeping a report saves, and what the PDF worker grows by."""

import os
import random
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter, process_time

from django.conf import settings
from django.test import Client
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from decision.address import write_query
from decision.core.advice import advise
from decision.core.answers import Answers, read_answers
from decision.core.framework import load_framework
from decision.core.packages import list_packages
from decision.core.turnaround import find_today
from decision.pdf.client import draw_document, end_pdf_worker, find_pdf_worker
from decision.pdf.render import STYLE
from decision.pdf.report import ReportOrder, write_report
from tools.bench import site  # noqa: F401  # sets Django up
from tools.bench.tables import Figure

ROUNDS = 7
GROWING = 50
KILO = 1000
SMALL = '<html lang="en"><title>Small</title><p>Small'


def measure() -> Iterator[Figure]:
    """Yield the figures; the ratios come from interleaved rounds."""
    html = _write(draw_answers(random.Random(1)))  # noqa: S311  # a repeatable sample, not a secret
    yield Figure("report by the PDF worker, times bare WeasyPrint, processor time", _compare(html), 1.15, "x")
    yield from _measure_keeping()
    yield from _measure_growth()
    end_pdf_worker()


def draw_answers(chance: random.Random) -> Answers:
    """Return a random complete set of answers with one use."""
    framework = load_framework()
    return read_answers(framework, {q.key: [chance.choice(list(q.by_key))] for q in framework.questions})


def _write(answers: Answers) -> str:
    offers = list_packages()
    return write_report(ReportOrder(advise(load_framework(), answers, offers), offers, find_today()))


def _compare(html: str) -> float:
    """Return processor time with the PDF worker, this process's share included, as a multiple of that without it.

    Not time on the clock: the PDF worker gives way to whatever else runs on the machine.
    """
    draw_document(SMALL, "letter")
    worker, began, bare = find_pdf_worker(), process_time(), 0.0
    before = _read_busy(worker)
    for _ in range(ROUNDS):
        draw_document(html, "letter")
        start = process_time()
        _draw_bare(html)
        bare += process_time() - start
    draw_document(SMALL, "letter")  # once it is there, the PDF worker has waited for the forks before
    ours = process_time() - began - bare + _read_busy(worker) - before
    return ours / bare


def _read_busy(worker: int) -> float:
    """Return the seconds of processor time of the PDF worker and of the forks that it waited for."""
    fields = Path(f"/proc/{worker}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _draw_bare(html: str) -> None:
    fonts = FontConfiguration()
    text = STYLE.read_text().replace("FONTS", settings.FONTS_DIR.as_uri()).replace("PAPER", "Letter")
    HTML(string=html).write_pdf(
        stylesheets=[CSS(string=text, font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1"
    )


def _time(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _measure_keeping() -> Iterator[Figure]:
    client, address = Client(), "/advice/report.pdf?use=press-kit&current=none"
    drawn = _time(lambda: client.get(address, SERVER_NAME="localhost"))
    kept = statistics.median(_time(lambda: client.get(address, SERVER_NAME="localhost")) for _ in range(40))
    tag = {"If-None-Match": client.get(address, SERVER_NAME="localhost")["ETag"]}
    unchanged = statistics.median(
        _time(lambda: client.get(address, headers=tag, SERVER_NAME="localhost")) for _ in range(40)
    )
    yield Figure("kept report, times one that is drawn", kept / drawn, 1 / 40, "x")
    yield Figure("unchanged report (304), times a kept one", unchanged / kept, 1, "x")


def _measure_growth() -> Iterator[Figure]:
    chance = random.Random(2)  # noqa: S311  # a repeatable sample, not a secret
    draw_document(_write(draw_answers(chance)), "letter")
    before = _read_memory()
    sizes = [len(draw_document(_write(draw_answers(chance)), "letter")) for _ in range(GROWING)]
    yield Figure(f"growth of the PDF worker over {GROWING} different reports", _read_memory() - before, 25, "MB")
    yield Figure("report, median", statistics.median(sizes) / KILO, 60, "KB")
    yield Figure("report, largest of these", max(sizes) / KILO, 60, "KB")


def _read_memory() -> float:
    """Return the resident memory of the PDF worker in MB."""
    lines = Path(f"/proc/{find_pdf_worker()}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / KILO


def write_address(answers: Answers) -> str:
    """Return the address of the report of these answers."""
    return f"/advice/report.pdf?{write_query(answers)}"
