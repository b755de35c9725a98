"""The last touches to the written pages, where the theme leaves no other place for them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

SHORT = 36  # letters of a line of code that fit a phone
PRE = re.compile(r"<pre(?P<more>[^>]*)>(?P<text>.*?)</pre>", re.DOTALL)
SCRIPT = re.compile(r'<script src="')
# The theme asks for what is kept in the browser, which some forbid; there it is kept for the page.
THEME = 'document.body.dataset.theme = localStorage.getItem("theme") || "auto";'
KEPT = """{
      let kept = null;
      try { kept = localStorage; kept.getItem(""); } catch { kept = null; }
      if (!kept) {
        const all = new Map();
        kept = {
          getItem: (name) => all.get(String(name)) ?? null,
          setItem: (name, value) => { all.set(String(name), String(value)); },
          removeItem: (name) => { all.delete(String(name)); },
        };
        Object.defineProperty(window, "localStorage", { value: kept, configurable: true });
      }
      const theme = kept.getItem("theme");
      document.body.dataset.theme = ["light", "dark"].includes(theme) ? theme : "auto";
    }"""
CAPTION = '<p class="caption" role="heading"'


def finish(out: Path) -> None:
    """Finish every page in the folder `out`."""
    for page in sorted(out.rglob("*.html")):
        page.write_text(finished(page.read_text(encoding="utf-8")), encoding="utf-8")


def finished(html: str) -> str:
    """Return a page whose scripts wait, and whose parts keys and screen readers can reach."""
    html = SCRIPT.sub('<script defer="defer" src="', html)
    if THEME not in html:
        raise ValueError(f"The theme has no line {THEME!r} any more: see finishing.py.")
    html = html.replace(THEME, KEPT)
    html = html.replace(CAPTION, f'{CAPTION} aria-level="2"')
    return PRE.sub(_reachable, html)


def _reachable(match: re.Match[str]) -> str:
    """Code that is wider than a phone is scrolled there, by keys too."""
    words = unescape(re.sub(r"<[^>]*>", "", match["text"]))
    wide = any(len(line) > SHORT for line in words.splitlines())
    if not wide or "tabindex" in match["more"]:
        return match[0]
    return f'<pre tabindex="0"{match["more"]}>{match["text"]}</pre>'
