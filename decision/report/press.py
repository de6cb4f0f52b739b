"""The press: one low-priority process that turns HTML into PDF, for all web processes of a server.

`python -m decision.report.press SOCKET SECONDS FONTS`. It holds no Django, no database and no network. A request is the
key of a paper, a line break and the HTML; the answer is the PDF, or nothing when it could not be drawn.
"""

import sys
from functools import partial
from pathlib import Path

from decision.processes.serving import Work, serve_beside
from decision.report.sample import SAMPLE


def load_press(fonts: Path) -> Work:
    """Load everything and draw the sample, so that the first report is as fast as the others, and all are fast."""
    from decision.report.rendering import Renderer  # noqa: PLC0415  # a press that stands by stays small

    renderer = Renderer(fonts)
    renderer.render(SAMPLE, "letter")

    def draw(request: bytes) -> bytes:
        paper, _, html = request.decode().partition("\n")
        return renderer.render(html, paper)

    return draw


if __name__ == "__main__":
    serve_beside(Path(sys.argv[1]), partial(load_press, Path(sys.argv[3])), longest=float(sys.argv[2]))
