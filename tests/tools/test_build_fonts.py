from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

VAR_DIR = Path(__file__).resolve().parents[2] / "var"
WEB_FONTS = ["advisor-sans-400", "advisor-sans-600", "advisor-serif-600"]
PDF_FONTS = [*WEB_FONTS, "advisor-sans-400-italic", "advisor-serif-400"]
HEADING = "Gorn Photo’s “real” headshot: $300–$1,050 — 24 × 30 → ✓ …"
TEXT = f"{HEADING} résumé, Núñez"


def web_font(name: str) -> Path:
    return VAR_DIR / "assets" / "fonts" / f"{name}.woff2"


def pdf_font(name: str) -> Path:
    return VAR_DIR / "fonts-pdf" / f"{name}.ttf"


def test_the_fonts_of_a_first_visit_weigh_at_most_36_kib() -> None:
    assert sum(web_font(name).stat().st_size for name in WEB_FONTS) <= 36 * 1024


@pytest.mark.parametrize("path", [*map(web_font, WEB_FONTS), *map(pdf_font, PDF_FONTS)], ids=lambda path: path.name)
def test_no_font_of_ours_carries_the_reserved_name(path: Path) -> None:
    names = TTFont(path)["name"]

    assert names.getDebugName(1) in {"Advisor Sans", "Advisor Serif"}
    assert all("Source" not in names.getDebugName(number) for number in (1, 3, 4, 6))
    assert names.getDebugName(14) == "http://scripts.sil.org/OFL"


@pytest.mark.parametrize(
    ("name", "words"), [("advisor-sans-400", TEXT), ("advisor-sans-600", TEXT), ("advisor-serif-600", HEADING)]
)
def test_the_site_s_fonts_draw_its_wording(name: str, words: str) -> None:
    characters = set(TTFont(web_font(name)).getBestCmap())

    assert set(map(ord, words)) - characters == set()


@pytest.mark.parametrize("name", WEB_FONTS)
def test_the_report_s_fonts_draw_names_of_europe(name: str) -> None:
    characters = set(TTFont(pdf_font(name)).getBestCmap())

    assert set(map(ord, "Łukasz Čapek Işık Ελένη Наталья")) - characters == set()


@pytest.mark.parametrize("name", ["OFL-sans.txt", "OFL-serif.txt"])
def test_the_license_is_next_to_the_fonts(name: str) -> None:
    text = (VAR_DIR / "assets" / "fonts" / name).read_text(encoding="utf-8")

    assert "SIL OPEN FONT LICENSE Version 1.1" in text
