"""The PDF worker: one low-priority process that turns HTML into PDF, for all web processes of a server.

`python -m decision.pdf.worker SOCKET SECONDS FONTS`. It holds no Django, no database and no network. A request is the
key of a paper, a line break and the HTML; the answer is the PDF, or nothing when it could not be drawn.
"""

import sys
from functools import partial
from pathlib import Path

from decision.workers.server import Limits, Receive, Work, leaves_threads, serve

MEMORY = 1_000_000_000
"""Bytes of addresses beyond what is loaded; the sheet of a team of 500 takes a third of that."""
FILES = 256
PARTS = 4
"""Python is at its fastest after some pages, and each fork inherits that, which saves it a quarter of the time."""
WORDS = "Characteristically hyphenated paragraphs. " * 8
PART = f"""<section><h2>Part</h2><p class="first">{WORDS}<b>{WORDS}</b><span class="note">Note</span>
<p class="small muted">{WORDS}<ul><li>{WORDS}<a href="https://example.org">{WORDS}</a></ul>
<ol class="steps"><li><b>{WORDS}</b>{WORDS}</ol><ul class="ticks"><li>{WORDS}<li>{WORDS}</ul>
<div class="sides"><div><h3>Head</h3><table><tbody><tr><th scope="row">Head<td>{WORDS}</table></div>
<div>{WORDS}</div></div>
<div class="across"><table class="compare"><thead><tr><td><th scope="col">Head<th scope="col">Head</thead>
<tbody><tr><th scope="row">{WORDS}<td>{WORDS}<td>{WORDS}</table></div><svg viewBox="0 0 9 9"><title>Chart</title>
<text font-family="Advisor Sans" font-size="3">Text</text></svg></section>"""


def prepare(fonts: Path) -> Work:
    """Load everything ahead, so that the first report is as fast as the others, and all are fast.

    The Pango of Debian 13 answers from a thread of its own, which a fork would not have. There each fork loads for
    itself, which costs it a third more.
    """
    import decision.pdf.render  # noqa: F401, PLC0415  # a waiting worker stays small

    if leaves_threads(partial(load_and_try, fonts, 1)):
        return partial(draw_anew, fonts)
    return load_and_try(fonts, PARTS)


def load_and_try(fonts: Path, parts: int) -> Work:
    """Load fonts and styles, and draw a sample."""
    draw = load(fonts)
    draw(f"letter\n{write_sample(parts)}".encode)
    return draw


def draw_anew(fonts: Path, receive: Receive) -> bytes:
    """Load fonts and styles, and draw one document."""
    return load(fonts)(receive)


def load(fonts: Path) -> Work:
    """Load fonts and styles."""
    from decision.pdf.render import Renderer  # noqa: PLC0415  # a waiting worker stays small

    renderer = Renderer(fonts)

    def draw(receive: Receive) -> bytes:
        paper, _, html = receive().decode().partition("\n")
        return renderer.render(html, paper)

    return draw


def write_sample(parts: int) -> str:
    """Return the HTML of a document with each kind of box `parts` times."""
    return f"""<html lang="en-US"><title>Sample</title><h1 data-framework="Sample">Sample</h1>{PART * parts}"""


if __name__ == "__main__":
    _limits = Limits(seconds=float(sys.argv[2]), memory=MEMORY, files=FILES, may_write=True)
    serve(Path(sys.argv[1]), partial(prepare, Path(sys.argv[3])), _limits)
