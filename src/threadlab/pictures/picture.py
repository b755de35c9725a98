"""A drawing that a notebook, a static page and a test can all read: SVG with a text alternative."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from html import escape

# Okabe and Ito's palette, which colour-blind readers can tell apart (jfly.uni-koeln.de/color);
# all of these stand out on white and on JupyterLab's dark grey. Text takes the page's own colour.
BLUE = "#0072b2"
SKY = "#56b4e9"
GREEN = "#009e73"
ORANGE = "#e69f00"
RED = "#d55e00"
GREY = "#8c8c8c"

NARROWEST = 560  # px; in a narrower place a picture is scrolled, or its words would be too small
FONT = "var(--jp-ui-font-family, system-ui, sans-serif)"


@dataclass(frozen=True)
class Picture:
    """`width` × `height` user units of SVG `elements`, and what they show in words."""

    width: float
    height: float
    elements: tuple[str, ...]
    description: str
    note: str = ""

    def svg(self) -> str:
        """Return the drawing as one SVG element that takes its text colour from the page."""
        digest = hashlib.sha256("".join(self.elements).encode()).hexdigest()[:8]
        body = "\n".join(self.elements).replace("url(#hatch)", f"url(#hatch-{digest})")
        hatch = (
            f'<defs><pattern id="hatch-{digest}" width="6" height="6" '
            'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
            f'<rect width="6" height="6" fill="{ORANGE}" fill-opacity="0.25"/>'
            f'<rect width="2.5" height="6" fill="{ORANGE}"/></pattern></defs>\n'
            if "url(#hatch)" in "".join(self.elements)
            else ""
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" '
            f'style="display:block;width:100%;max-width:{self.width:g}px;'
            f"min-width:{min(self.width, max(NARROWEST, self.width * 0.8)):g}px;height:auto;"
            f'color:inherit;font-family:{FONT}" font-size="13" fill="currentColor" '
            f'aria-label="{escape(self.description)}">\n{hatch}{body}\n</svg>'
        )

    def _repr_html_(self) -> str:
        note = (
            f'<div style="font-size:0.9em;margin-top:4px">{escape(self.note)}</div>'
            if self.note
            else ""
        )
        return f'<div style="margin:4px 0;overflow-x:auto">{self.svg()}{note}</div>'

    def __repr__(self) -> str:
        return f"{self.description} {self.note}".rstrip()


def text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    size: float = 13,
    weight: str = "normal",
    fill: str = "currentColor",
    opacity: float = 1,
) -> str:
    """Return an SVG text element with its baseline at (x, y)."""
    return (
        f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size:g}" '
        f'font-weight="{weight}" fill="{fill}" fill-opacity="{opacity:g}">{escape(words)}</text>'
    )


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str,
    stroke: str = "none",
    title: str = "",
    radius: float = 3,
    opacity: float = 1,
    dashed: bool = False,
) -> str:
    """Return an SVG rectangle; `title` is shown when the pointer rests on it."""
    dash = ' stroke-dasharray="4 3"' if dashed else ""
    head = (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" '
        f'fill="{fill}" fill-opacity="{opacity:g}" stroke="{stroke}"{dash}'
    )
    return f"{head}><title>{escape(title)}</title></rect>" if title else f"{head}/>"


def line(
    x1: float, y1: float, x2: float, y2: float, *, opacity: float = 0.25, width: float = 1
) -> str:
    """Return an SVG line in the page's text colour."""
    return (
        f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="currentColor" '
        f'stroke-opacity="{opacity:g}" stroke-width="{width:g}"/>'
    )


def arrow(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    color: str = "currentColor",
    width: float = 1,
    opacity: float = 1,
) -> str:
    """Return an arrow with its head at (x2, y2)."""
    length = math.hypot(x2 - x1, y2 - y1) or 1
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    head = 4 + 2 * width
    bx, by = x2 - head * ux, y2 - head * uy
    wx, wy = -uy * head / 2, ux * head / 2
    return (
        f'<path d="M{x1:.2f} {y1:.2f}L{bx:.2f} {by:.2f}" stroke="{color}" fill="none" '
        f'stroke-width="{width:g}" stroke-opacity="{opacity:g}"/>'
        f'<path d="M{x2:.2f} {y2:.2f}L{bx + wx:.2f} {by + wy:.2f}'
        f'L{bx - wx:.2f} {by - wy:.2f}z" fill="{color}" fill-opacity="{opacity:g}"/>'
    )
