"""The press: one low-priority process that turns HTML into PDF, for all web processes of a server.

`python -m decision.report.press SOCKET FONTS SECONDS` serves until its standard input ends, which is when the process
that started it is gone, however it went. It holds no Django, no database and no network. A request is the key of a
paper, a line break and the HTML; the answer is the PDF, or nothing when it could not be drawn.

It loads everything once and forks for each document, one at a time. So nothing that WeasyPrint leaves behind adds up,
and a document that takes too long or crashes ends its own fork and not the press.
"""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import select
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from socket import AF_UNIX, socket
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from decision.report.rendering import Renderer

NICENESS = 10  # the web goes first, yet a busy machine still gets its reports
LOOK_AGAIN = 0.2  # seconds between two tries to take over
MOST_WAITING = 64
"""Requests that the socket holds. Far more than there are: each web process keeps its own, smaller bound."""
SAMPLE = """<html lang="en"><title>Sample</title><h1>Sample</h1><section><h2>Part</h2>
<p>Characteristically <b>hyphenated</b> paragraphs.<span class="note">Note</span><ul><li>Item</ul>
<table><tr><th>Head<td>Cell</table><svg viewBox="0 0 9 9"><title>Chart</title>
<text font-family="Advisor Sans" font-size="3">Text</text></svg></section>"""

logger = logging.getLogger(__name__)


def main(path: Path, fonts: Path, longest: float) -> None:
    """Serve on the socket at `path`. While another press holds it, stand by and take over when that one ends.

    A document that takes longer than `longest` (seconds of processor time) is given up.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server, whose end is ours
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as lock:
        while not _take(lock):
            if select.select([sys.stdin], [], [], LOOK_AGAIN)[0]:
                return
        serve(path, fonts, longest)


def _take(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def serve(path: Path, fonts: Path, longest: float) -> None:
    """Load everything, draw a sample, and only then listen: the first report is as fast as the others."""
    from decision.report.rendering import Renderer  # noqa: PLC0415  # a press that stands by stays small

    os.nice(NICENESS)
    renderer = Renderer(fonts)
    renderer.render(SAMPLE, "letter")
    gc.freeze()  # what is loaded by now is shared with every fork
    path.unlink(missing_ok=True)
    with socket(AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(MOST_WAITING)
        while sys.stdin not in select.select([sys.stdin, listener], [], [])[0]:
            _draw_apart(listener, renderer, longest)
    path.unlink(missing_ok=True)


def _draw_apart(listener: socket, renderer: Renderer, longest: float) -> None:
    """Answer one request in a fork, and wait for it."""
    with Connection(listener.accept()[0].detach()) as connection:
        child = os.fork()
        if child == 0:
            os.closerange(3, connection.fileno())  # the lock and the socket are the press's own
            _answer(connection, renderer, longest)
            os._exit(0)
    os.waitpid(child, 0)


def _answer(connection: Connection, renderer: Renderer, longest: float) -> None:
    signal.setitimer(signal.ITIMER_PROF, longest)  # its signal ends the fork
    try:
        paper, _, html = connection.recv_bytes().decode().partition("\n")
        connection.send_bytes(renderer.render(html, paper))
    except (OSError, EOFError):
        pass  # who asked is gone
    except Exception:
        logger.exception("A document could not be drawn.")
        connection.send_bytes(b"")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
