"""The PDF worker: what it refuses, how it ends, and that the next document is drawn nevertheless."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from decision.pdf.client import (
    PdfError,
    draw_document,
    find_pdf_worker,
    find_socket,
    is_pdf_worker_ready,
    pdf_worker,
)
from decision.pdf.worker import draw_anew
from decision.workers.client import WorkerProcess
from decision.workers.server import NICENESS
from tests.decision.pdf.crowding import HTML, hold_places, is_refused
from tests.decision.pdf.samples import read_pdf, read_text
from tests.listening import listen
from tools.harness.site import wait_until

ENOUGH = 3.0  # seconds of processor time for a short document, even where each fork loads for itself


def test_a_document_becomes_a_pdf() -> None:
    pdf = draw_document(HTML, "letter")

    assert "Some words." in read_text(pdf)


def test_a_slow_answer_is_a_warning(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("decision.workers.client.SLOW", 0.0)

    draw_document(HTML, "letter")

    assert re.fullmatch(r"decision\.pdf\.worker took \d+\.\d s\.", caplog.messages[0])


def test_a_usual_answer_logs_no_warning(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("decision.workers.client.SLOW", float("inf"))  # a busy machine is slow, too

    draw_document(HTML, "letter")

    assert caplog.messages == []


def test_its_socket_is_for_its_own_account_alone() -> None:
    draw_document(HTML, "letter")

    assert find_socket().stat().st_mode & 0o777 == 0o700
    assert find_socket().parent.stat().st_mode & 0o777 == 0o700


def test_where_no_fork_can_use_what_was_loaded_each_loads_for_itself() -> None:
    pdf = draw_anew(settings.FONTS_DIR, f"letter\n{HTML}".encode)

    assert "Some words." in read_text(pdf)


def test_it_starts_without_a_fault(tmp_path: Path) -> None:
    arguments = [str(tmp_path / "socket"), "20", str(settings.FONTS_DIR)]
    command = [sys.executable, "-m", "decision.pdf.worker", *arguments]
    pipe = subprocess.PIPE

    with subprocess.Popen(command, stdin=pipe, stderr=pipe, cwd=settings.BASE_DIR) as worker:  # noqa: S603  our own
        wait_until(Path(arguments[0]).is_socket)
        _, said = worker.communicate()  # it ends with its standard input

    assert said == b""


def test_the_pdf_worker_runs_below_the_web() -> None:
    draw_document(HTML, "letter")

    assert os.getpriority(os.PRIO_PROCESS, find_pdf_worker()) == os.getpriority(os.PRIO_PROCESS, 0) + NICENESS


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{address}/x.png" alt="x">',
        '<object data="{address}/x.png"></object>',
        '<link rel="stylesheet" href="{address}/x.css">',
        '<style>@import url("{address}/x.css")</style>',
        "<style>p {{ background: url({address}/x.png) }}</style>",
        "<style>@font-face {{ font-family: x; src: url({address}/x.ttf) }} p {{ font-family: x }}</style>",
        '<a rel="attachment" href="{address}/x.txt">x</a>',
    ],
)
def test_markup_cannot_load_anything_from_the_network(markup: str) -> None:
    with listen() as listener:
        pdf = draw_document(HTML + markup.format(address=listener.address), "letter")

    assert listener.asked == []
    assert "Some words." in read_text(pdf)


@pytest.mark.parametrize("markup", ['<img src="{file}" alt="x">', '<link rel="attachment" href="{file}">'])
def test_markup_cannot_include_local_files(tmp_path: Path, markup: str) -> None:
    picture = tmp_path / "secret.png"
    Image.new("RGB", (8, 8), "red").save(picture)

    paper = read_pdf(draw_document(HTML + markup.format(file=picture.as_uri()), "letter"))

    assert [image.name for page in paper.pages for image in page.images] == []
    assert list(paper.attachments) == []


def test_an_unknown_paper_is_an_error_and_no_end() -> None:
    with pytest.raises(PdfError):
        draw_document(HTML, "napkin")

    assert is_pdf_worker_ready()


@pytest.mark.slow
def test_a_pdf_worker_that_was_killed_is_followed_by_another() -> None:
    draw_document(HTML, "letter")
    first = find_pdf_worker()
    os.kill(first, signal.SIGKILL)

    pdf = draw_document(HTML, "letter")

    assert "Some words." in read_text(pdf)
    assert find_pdf_worker() != first


@pytest.mark.slow
def test_temporary_files_of_a_killed_pdf_worker_are_taken_away_by_the_next() -> None:
    draw_document(HTML, "letter")
    scratch = find_socket().with_suffix(".tmp")
    of_the_first = set(scratch.iterdir())
    os.kill(find_pdf_worker(), signal.SIGKILL)

    draw_document(HTML, "letter")

    assert of_the_first != set()
    assert of_the_first & set(scratch.iterdir()) == set()


def test_a_drawing_leaves_no_temporary_file() -> None:
    scratch = find_socket().with_suffix(".tmp")

    def draw_and_list() -> set[Path]:
        draw_document(HTML, "letter")
        # The answer is sent before the drawing’s folder is deleted.
        wait_until(lambda: not [*scratch.glob("tmp*")])
        return set(scratch.iterdir())

    before = draw_and_list()

    assert draw_and_list() == before


@pytest.mark.slow
def test_a_waiting_pdf_worker_takes_over() -> None:
    draw_document(HTML, "letter")
    second = pdf_worker().run(find_socket(), 5)
    os.kill(find_pdf_worker(), signal.SIGKILL)
    draw_document(HTML, "letter")

    followers = {find_pdf_worker()}
    second.communicate()

    assert len(followers) == 1
    assert draw_document(HTML, "letter").startswith(b"%PDF")


def test_a_pdf_worker_starts_when_asked_outlives_a_drawing_without_end_and_ends_with_its_starter(
    tmp_path: Path,
) -> None:
    path, fonts = tmp_path / "pdf.sock", str(settings.FONTS_DIR)
    worker = WorkerProcess("decision.pdf.worker", path, (fonts,), longest=ENOUGH, at_once=1, folder=settings.BASE_DIR)
    before = worker.is_ready()

    try:
        with pytest.raises(PdfError):
            worker.ask(f"letter\n{HTML}{'<p>More and more words.' * 20_000}".encode())
        pdf, while_it_runs = worker.ask(f"letter\n{HTML}".encode()), worker.is_ready()
    finally:
        worker.end()

    assert (before, while_it_runs, worker.is_ready()) == (False, True, False)
    assert "Some words." in read_text(pdf)
    assert not path.exists()


def test_more_documents_than_places_are_refused_at_once_and_the_others_drawn() -> None:
    with hold_places() as documents:
        refused_at_once = [document.done() for document in documents]

    assert refused_at_once.count(True) == 1
    assert [is_refused(document) for document in documents] == refused_at_once
    assert all(document.result().startswith(b"%PDF") for document in documents if not is_refused(document))
