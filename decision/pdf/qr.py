"""QR codes as inline vector drawings."""

import segno


def draw_qr(address: str) -> str:
    """Return an SVG element that holds the address as a QR code, with a title for those who cannot see it.

    The lowest level of error correction that fits in as few modules: our addresses are long, and large modules
    scan better from paper than small ones with more redundancy.
    """
    drawing: str = segno.make_qr(address, error="l", boost_error=True).svg_inline(
        scale=1, border=0, title="QR code of the address of this result", omitsize=True, dark="#221f1b", svgclass="qr"
    )
    return drawing
