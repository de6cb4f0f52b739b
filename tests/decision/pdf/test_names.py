import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from decision.pdf.names import PrintedName, read_name
from decision.pdf.report import draw_report, write_report
from tests.decision.pdf.samples import list_fonts, order_report, read_pages, read_text

LACKS_LETTERS = PrintedName(remark="The name you gave has letters that no font here has, so it is not printed.")
DRAW = """
import sys
from pathlib import Path
from decision.pdf.worker import draw_anew
sys.stdout.buffer.write(draw_anew(Path(sys.argv[1]), sys.stdin.buffer.read))
"""
SYMBOLS_LEFT_OUT = "Emoji and other symbols that our fonts lack are left out of the name."


@pytest.mark.parametrize(
    "name",
    [
        "Ann O’Neill",
        "Jean–Luc — Čapek",
        "Łukasz Işık",
        "Ελένη Παπαδοπούλου",
        "Иван Петров",
        "<b>Bob</b> & {{ name }}",
        "file:///etc/passwd",
        "http://example.org/x.png",
    ],
)
def test_names_that_our_fonts_can_draw_are_printed_as_they_are(name: str) -> None:
    assert read_name(name) == PrintedName(name)


@pytest.mark.parametrize("name", ["محمد", "דוד", "李雷", "Ann 李"])
def test_where_no_font_has_the_letters_a_sentence_says_why_the_name_is_missing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_fonts_of(tmp_path, monkeypatch)

    assert read_name(name) == LACKS_LETTERS


def test_a_font_of_the_machine_prints_what_ours_lack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_font(tmp_path / "fallback.ttf", "李雷")
    use_fonts_of(tmp_path, monkeypatch)

    pdf = draw_alone("李雷 Łukasz")

    assert read_name("李雷 Łukasz") == PrintedName("李雷 Łukasz")
    assert read_name("李明") == LACKS_LETTERS
    assert "李雷 Łukasz" in read_text(pdf).replace("\x00", "")  # pypdf also returns the zero bytes of wide codes
    assert "Fallback" in set(list_fonts(pdf))


def test_without_fontconfig_only_our_fonts_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert read_name("李雷") == LACKS_LETTERS
    assert read_name("Ann") == PrintedName("Ann")


def use_fonts_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let fontconfig see the fonts of this folder alone."""
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


def save_font(file: Path, characters: str) -> None:
    """Save a font in which each of these characters is a square."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (700, 700), (700, 0)):
        pen.lineTo(point)
    pen.closePath()
    names = {ord(character): f"uni{ord(character):04X}" for character in characters}
    order = [".notdef", *names.values()]
    font = FontBuilder(1000)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys(order, pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(order, (800, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Fallback", "styleName": "Regular", "psName": "Fallback"})
    font.setupOS2()
    font.setupPost()
    font.save(file)


def draw_alone(name: str) -> bytes:
    """Return a report for this name, drawn by a process of its own, which sees the fonts of this test."""
    html = write_report(order_report("press"), read_name(name))
    drawn = subprocess.run(  # noqa: S603  our own command line
        [sys.executable, "-c", DRAW, str(settings.FONTS_DIR)],
        cwd=settings.BASE_DIR,
        input=f"letter\n{html}".encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return drawn.stdout


@pytest.mark.parametrize("typed", ["Ann 😀", "👩\u200d⚕\ufe0f Ann", "Ann \U0001f44b\U0001f3fd"])
def test_emoji_are_left_out_and_the_name_stays(typed: str) -> None:
    assert read_name(typed) == PrintedName("Ann", SYMBOLS_LEFT_OUT)


def test_emoji_alone_are_not_a_name() -> None:
    assert read_name("😀").text == ""


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("   \n\t ", ""),
        ("Ann\r\nExample", "Ann Example"),
        ("An\x00n\x1b[31m", "Ann[31m"),
        ("Ann \u202egnp.exe", "Ann gnp.exe"),
        ("Zoe\u0308", "Zoë"),
        ("Anna\u2011Maria", "Anna-Maria"),
    ],
)
def test_a_name_is_one_line_without_invisible_characters(typed: str, printed: str) -> None:
    assert read_name(typed) == PrintedName(printed)


def test_a_name_that_is_too_long_is_not_printed() -> None:
    assert read_name("A" * 10_000).remark == "The name you gave is longer than 120 characters, so it is not printed."
    assert read_name("A" * 120) == PrintedName("A" * 120)


def test_a_printed_name_is_on_the_cover_in_our_own_fonts() -> None:
    pdf = draw_report(order_report("press"), read_name("<i>Łukasz</i> Петров"))

    assert "Prepared for <i>Łukasz</i> Петров" in read_text(pdf)
    assert set(list_fonts(pdf)) == {"Advisor-Sans", "Advisor-Sans-Semi-Bold", "Advisor-Serif-Semi-Bold"}


def test_a_name_that_cannot_be_printed_leaves_no_black_boxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_fonts_of(tmp_path, monkeypatch)

    html = write_report(order_report("press"), read_name("李雷 😀"))

    assert LACKS_LETTERS.remark in html
    assert "李" not in html


@pytest.mark.parametrize("name", ["W" * 120, "Anna\u2011Maria\u2011" * 8], ids=["without a gap", "with hyphens"])
def test_a_long_name_wraps_within_its_column_and_the_memo_stays_one_page(name: str) -> None:
    pdf = draw_report(order_report("three"), read_name(name))

    memo = read_pages(pdf)[0]
    begin, end = memo.index("Prepared for") + len("Prepared for"), memo.index("Each place")
    lines = memo[begin:end].split()
    assert "".join(lines) == name.replace("\u2011", "-")
    assert max(map(measure, lines)) <= COLUMN
    assert "Who says this" in memo


COLUMN = 140 / 25.4 * 72  # points; the name may be 140 mm wide, beside the QR code
SIZE = 9.5  # points


def measure(line: str) -> float:
    """Return how wide a line of the name is, in points."""
    with TTFont(settings.FONTS_DIR / "advisor-sans-400.ttf", lazy=True) as font:
        glyphs, widths = font.getBestCmap(), font["hmtx"]
        width: int = sum(widths[glyphs[ord(character)]][0] for character in line)
        return width / float(font["head"].unitsPerEm) * SIZE
