"""The last touches to the written pages, where the theme leaves no other place for them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

SHORT = 36  # letters of a line of code that fit a phone
PRE = re.compile(r"<pre(?P<more>[^>]*)>(?P<text>.*?)</pre>", re.DOTALL)
SCRIPT = re.compile(r'<script src="')
CAPTION = '<p class="caption" role="heading"'


def finish(out: Path) -> None:
    """Finish every page in the folder `out`."""
    for page in sorted(out.rglob("*.html")):
        page.write_text(finished(page.read_text(encoding="utf-8")), encoding="utf-8")


def finished(html: str) -> str:
    """Return a page whose scripts wait, and whose parts keys and screen readers can reach."""
    html = SCRIPT.sub('<script defer="defer" src="', html)
    html = html.replace(CAPTION, f'{CAPTION} aria-level="2"')
    return PRE.sub(_reachable, html)


def _reachable(match: re.Match[str]) -> str:
    """Code that is wider than a phone is scrolled there, by keys too."""
    words = unescape(re.sub(r"<[^>]*>", "", match["text"]))
    wide = any(len(line) > SHORT for line in words.splitlines())
    if not wide or "tabindex" in match["more"]:
        return match[0]
    return f'<pre tabindex="0"{match["more"]}>{match["text"]}</pre>'
