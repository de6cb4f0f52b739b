"""Turns HTML into tagged PDF with WeasyPrint, which may read our fonts and nothing else.

This is the only module that imports WeasyPrint. It does not import Django, to keep the worker process small.
"""

from collections.abc import Mapping
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from decision.pdf import PAPERS
from decision.pdf.tags import finish_tags

STYLE = Path(__file__).with_name("report.css")


class FontsOnly(URLFetcher):
    """Fetches the project's own fonts and refuses every other address."""

    def __init__(self, fonts: Path) -> None:
        super().__init__()
        self._allowed = {path.as_uri() for path in fonts.glob("*.ttf")}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return one of our fonts.

        Raises:
            ValueError: any other address.
        """
        if url not in self._allowed:
            raise ValueError(f"The report reads nothing but its fonts, not {url[:80]!r}.")
        return super().fetch(url, headers)


class Renderer:
    """Fonts and style sheets, loaded once. Only one thread at a time may use it, because of WeasyPrint's fonts."""

    def __init__(self, fonts: Path) -> None:
        self._fetcher = FontsOnly(fonts)
        self._fonts = FontConfiguration()
        self._styles = {paper: self._load_style(paper, fonts) for paper in PAPERS}

    def _load_style(self, paper: str, fonts: Path) -> CSS:
        text = STYLE.read_text(encoding="utf-8").replace("FONTS", fonts.as_uri()).replace("PAPER", PAPERS[paper])
        return CSS(string=text, font_config=self._fonts, url_fetcher=self._fetcher)

    def render(self, html: str, paper: str) -> bytes:
        """Return the document as PDF/UA-1; `paper` is a key of PAPERS (KeyError for any other)."""
        document = HTML(string=html, base_url="about:blank", url_fetcher=self._fetcher)
        pdf: bytes = document.write_pdf(
            stylesheets=[self._styles[paper]],
            font_config=self._fonts,
            pdf_variant="pdf/ua-1",
            finisher=lambda _, pdf: finish_tags(pdf),
        )
        return pdf
