"""QR codes as inline drawings, for paper and for setting up the second factor."""

from io import BytesIO

import qrcode
from qrcode.image.svg import SvgPathFillImage, SvgPathImage


def qr_svg(text: str, *, on_white: bool = False) -> str:
    """An SVG element that holds `text`; `on_white` brings its own white ground, for a dark page."""
    drawing = BytesIO()
    factory = SvgPathFillImage if on_white else SvgPathImage
    qrcode.make(text, image_factory=factory, border=2).save(drawing)
    # Without the XML declaration it can stand in a page.
    return drawing.getvalue().decode().partition("?>\n")[2] or drawing.getvalue().decode()
