"""A passport's timeline as PNG, for reports: the geometry and colours of the SVG, drawn with Pillow.

Its font comes with the library, so that a server without fonts draws the same picture.
"""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from dateline.site.figures import Lanes
from dateline.site.views.gaps import Gap
from dateline.site.views.passport import Entry

PAPER = "#fcfcfa"
INK = "#15171a"
SOFT = "#555b64"
RULE = "#d8d9d3"
GAP = {"failed": "#e7c9ca", "silent": "#dfe0db"}
DOTS = {
    "original": INK,
    "copy": SOFT,
    "rewrite": "#dba900",
    "translation": "#cf3f88",
    "coverage": "#2fa8cd",
    "follow-up": "#2c6e3f",
}
SCALE = 2
"""Pixels for each unit of the drawing."""
FINE = 2
"""How much larger it is drawn, to be made smooth by shrinking."""
MARGIN = 16


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size * SCALE * FINE)


def png(figure: Lanes[Entry, Gap]) -> bytes:
    """The picture, 2 pixels a unit."""
    zoom = SCALE * FINE
    size = (round(figure.width) + 2 * MARGIN, round(figure.height) + 18 + 2 * MARGIN)
    image = Image.new("RGB", (size[0] * zoom, size[1] * zoom), PAPER)
    draw = ImageDraw.Draw(image)

    def at(x: float, y: float) -> tuple[float, float]:
        return (x + MARGIN) * zoom, (y + MARGIN) * zoom

    def line(x1: float, y1: float, x2: float, y2: float) -> None:
        draw.line([at(x1, y1), at(x2, y2)], fill=RULE, width=zoom)

    def text(x: float, y: float, words: str, anchor: str, colour: str = SOFT, size: int = 11) -> None:
        draw.text(at(x, y), words, fill=colour, font=_font(size), anchor=anchor)

    for tick in figure.ticks:
        line(tick.x, 8, tick.x, figure.height)
        # The font that comes with the library has no minus sign.
        text(tick.x, figure.height + 13, tick.label.replace("−", "-"), "ms")
    text(figure.origin, figure.height + 13, "original", "ms")
    for lane in figure.lanes:
        line(figure.left - 14, lane.y, figure.width, lane.y)
        text(0, lane.y, lane.name, "lm", INK, 12)
    if figure.gaps:
        text(0, figure.gaps[0].y + 7, "Not seen", "lm", INK, 12)
    for bar in figure.gaps:
        draw.rectangle([at(bar.x, bar.y), at(bar.x + bar.width, bar.y + bar.height)], fill=GAP[bar.item.kind])
    for lane in figure.lanes:
        for dot in lane.dots:
            x, y = at(dot.x, dot.y)
            colour = DOTS.get(dot.item.member.role, INK)
            draw.circle((x, y), 7.25 * zoom, fill=PAPER)
            draw.circle((x, y), 5.75 * zoom, fill=colour)
    body = BytesIO()
    small = image.resize((size[0] * SCALE, size[1] * SCALE), Image.Resampling.LANCZOS)
    small.quantize(128).save(body, "PNG", optimize=True)
    return body.getvalue()
