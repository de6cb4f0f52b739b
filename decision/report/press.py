"""The press: one low-priority process that turns HTML into PDF, for all web processes of a server.

`python -m decision.report.press SOCKET SECONDS FONTS`. It holds no Django, no database and no network. A request is the
key of a paper, a line break and the HTML; the answer is the PDF, or nothing when it could not be drawn.
"""

import sys
from functools import partial
from pathlib import Path

from decision.processes.serving import Receive, Work, serve_beside
from decision.processes.threads import leaves_threads

SAMPLE = """<html lang="en"><title>Sample</title><h1>Sample</h1><section><h2>Part</h2>
<p>Characteristically <b>hyphenated</b> paragraphs.<span class="note">Note</span><ul><li>Item</ul>
<table><tr><th>Head<td>Cell</table><svg viewBox="0 0 9 9"><title>Chart</title>
<text font-family="Advisor Sans" font-size="3">Text</text></svg></section>"""


def load_press(fonts: Path) -> Work:
    """Load everything ahead, so that the first report is as fast as the others.

    The Pango of Debian 13 answers from a thread of its own, which a fork would not have. There each fork loads for
    itself, which costs it a third more.
    """
    import decision.report.rendering  # noqa: F401, PLC0415  # a press that stands by stays small

    if leaves_threads(partial(load_and_try, fonts)):
        return partial(draw_anew, fonts)
    return load_and_try(fonts)


def load_and_try(fonts: Path) -> Work:
    """Load fonts and styles, and draw a sample."""
    draw = load(fonts)
    draw(f"letter\n{SAMPLE}".encode)
    return draw


def draw_anew(fonts: Path, receive: Receive) -> bytes:
    """Load fonts and styles, and draw one document."""
    return load(fonts)(receive)


def load(fonts: Path) -> Work:
    """Load fonts and styles."""
    from decision.report.rendering import Renderer  # noqa: PLC0415  # as above

    renderer = Renderer(fonts)

    def draw(receive: Receive) -> bytes:
        paper, _, html = receive().decode().partition("\n")
        return renderer.render(html, paper)

    return draw


if __name__ == "__main__":
    serve_beside(Path(sys.argv[1]), partial(load_press, Path(sys.argv[3])), longest=float(sys.argv[2]))
