import re

from decision.pdf.qr import draw_qr


def test_a_code_is_a_drawing_of_lines_with_a_title_first() -> None:
    drawing = draw_qr("https://advisor.example.org/advice/result/?use=press-kit")

    assert re.match(
        r'<svg viewBox="0 0 (\d+) \1" class="qr"><title>QR code of the address of this result</title>', drawing
    )
    assert "<path" in drawing
    assert "<image" not in drawing


def test_another_address_is_another_code() -> None:
    assert draw_qr("https://advisor.example.org/?use=press-kit") != draw_qr("https://advisor.example.org/?use=linkedin")
