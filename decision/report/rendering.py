"""HTML to tagged PDF by WeasyPrint, with our fonts and nothing from anywhere else.

The only module that imports WeasyPrint. It knows nothing of Django, so that the process that runs it stays small.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from decision.report.papers import PAPERS

STYLE = Path(__file__).with_name("report.css")

PRINTED = 4  # PDF's annotation flag: on paper as on the screen


class FontsOnly(URLFetcher):
    """Fetches the project's own fonts and refuses everything else, wherever the address came from."""

    def __init__(self, fonts: Path) -> None:
        super().__init__()
        self._allowed = {path.as_uri() for path in fonts.glob("*.ttf")}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return a font of ours.

        Raises:
            ValueError: any other address.
        """
        if url not in self._allowed:
            raise ValueError(f"The report reads nothing but its fonts, not {url[:80]!r}.")
        return super().fetch(url, headers)


class Renderer:
    """Fonts and style sheets, loaded once. Not for two threads at a time: WeasyPrint's fonts are not."""

    def __init__(self, fonts: Path) -> None:
        self._fetcher = FontsOnly(fonts)
        self._configurations = {paper: FontConfiguration() for paper in PAPERS}
        self._styles = {paper: self._load_style(paper, fonts) for paper in PAPERS}

    def _load_style(self, paper: str, fonts: Path) -> CSS:
        text = STYLE.read_text(encoding="utf-8").replace("FONTS", fonts.as_uri()).replace("PAPER", PAPERS[paper])
        return CSS(string=text, font_config=self._configurations[paper], url_fetcher=self._fetcher)

    def render(self, html: str, paper: str) -> bytes:
        """Return the document as PDF/UA-1; `paper` is a key of PAPERS (KeyError for any other)."""
        document = HTML(string=html, base_url="about:blank", url_fetcher=self._fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=[self._styles[paper]],
            font_config=self._configurations[paper],
            pdf_variant="pdf/ua-1",
            finisher=finish_tags,
        )
        return pdf


def finish_tags(_document: object, pdf: pydyf.PDF) -> None:
    """Add what PDF/UA asks for and WeasyPrint leaves out: notes, the scope of header cells, links that print."""
    for item in pdf.objects:
        if not isinstance(item, dict):
            continue
        if item.get("S") == "/TH":
            # The cell's ID ends in its row and column; our tables have one header row and one header column.
            in_first_row = item["ID"].string.split("-")[1] == "0"
            item["A"]["Scope"] = "/Column" if in_first_row else "/Row"
        if item.get("Subtype") == "/Link":
            item["F"] = PRINTED
    tag_notes(pdf)


def tag_notes(pdf: pydyf.PDF) -> None:
    """Call each footnote a note. Those of a page are spans in a part of their own, one span for each line."""
    elements = {item.reference: item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and "S" in item}
    document = next(item for item in elements.values() if item["S"] == "/Document")
    for part in (elements[kid] for kid in document["K"]):
        lines = [elements[kid] for kid in part["K"] if kid in elements]
        if part["S"] == "/NonStruct" and all(line["S"] == "/Span" for line in lines):
            part["K"] = pydyf.Array(join_lines(lines, elements))


def join_lines(lines: list[Any], elements: dict[bytes, Any]) -> list[bytes]:
    """Make a note of each line that begins with a number, and put the lines that go on into it."""
    notes: list[Any] = []
    for line in lines:
        kids = [elements[kid] for kid in line["K"]]
        if kids[0]["S"] == "/NonStruct":
            kids[0]["S"] = "/Lbl"
            line |= {"S": "/Note", "ID": pydyf.String(f"note-{line.number}")}
            notes.append(line)
        else:
            notes[-1]["K"].extend(line["K"])
            for kid in kids:
                kid["P"] = notes[-1].reference
    return [note.reference for note in notes]
