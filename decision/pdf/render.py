"""HTML to tagged PDF by WeasyPrint, with our fonts and nothing from anywhere else.

The only module that imports WeasyPrint. It knows nothing of Django, so that the process that runs it stays small.
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
