"""Prose that would like to run in a browser, and how to see that it does not."""

from __future__ import annotations

import base64
import html
import html.parser
import re

from threadlab.grading.intake import prose

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()
# of TeX: they load, link, take the page's own styles, or define what does
DANGEROUS_TEXT = """
    href url style class cssId htmlData mmlToken bbox csname def let newcommand renewcommand
    includegraphics require unicode color hr smash
"""
DANGEROUS = frozenset(DANGEROUS_TEXT.split())

EVIL = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](files/javascript:alert(1))",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[r]\n\n[r]:\n  java&#115;cript:alert(1)",
    "<javascript:alert(1)>",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](//evil.example/x)",
    "https://evil.example><input",
    "[x](https://user@evil.example\\\\@b)",
    "[x](../../../../formgrader/x)",
    "![](https://evil.example/beacon.png)",
    "![x][r]\n\n[r]: https://evil.example/beacon.png",
    "![x](//evil.example/beacon.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](attachment:missing.png)",
    "![x](attachment:evil.svg)",
    "<img src=x onerror=alert(1)>",
    '<img src="https://evil.example/x.png">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="files/javascript:alert(1)">x</a>',
    '<a href="https://a.example" onclick="alert(1)">x</a>',
    "<b onmouseover=alert(1)>x</b>",
    "<details open ontoggle=alert(1)>x</details>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<form action=https://evil.example><input name=x></form>",
    '<input class="score tabbable" id="test-squares">',
    '<div class="score" id="test-squares">x</div>',
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<!-- never ended",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</div></div></div></body><h1>Full marks</h1>",
    "<b>never ended",
    "<pre/>$\\href{javascript:alert(1)}{x}$</pre>",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\mmlToken{mi}[href='javascript:alert(1)']{x}$",
    "$$\\bbox[background:url(https://evil.example/x)]{x}$$",
    "\\(\\csname href\\endcsname{javascript:alert(1)}{x}\\)",
    "$\\def\\x{\\href}\\x{javascript:alert(1)}{x}$",
    "$\\let\\x=\\y$",
    "$\\newcommand{\\x}[1]{#1#1}\\x{\\x{a}}$",
    "$\\hr<br>ef{javascript:alert(1)}{x}$",
    "\\begin{evil}x\\end{evil}",
    "\\begin{align}\\htmlData{x=1}{y}\\end{align}",
    "$x$ and then \\includegraphics{https://evil.example/x.png}",
    "$\\text{$\\class{evil}{x}$}$",
    "\\\\(\\style{background:url(https://evil.example/x)}{x}\\\\)",
    "$\\color{red;background:url(x)}{x}$",
    "$\\hspace{-50em}\\text{All marks}$",
    "$\\kern-50em x$",
    "$\\mkern{ -900mu }x$",
    "$\\hskip -400pt plus 1em x$",
    "$$\\begin{array}{c}x\\\\[-50em]y\\end{array}$$",
    "$$\\begin{align}x\\cr\n[ -20cm ]y\\end{align}$$",
    "$" + "\\!" * 300 + "x$",
    "$" + "\\kern-1em" * 60 + "x$",
    "$\\smash{\\begin{array}{c}\\text{All marks}\\\\\\\\x\\end{array}}$",
    "&#92;(\\style{x}{y}&#92;)",
    "```mermaid\n<img src=x onerror=alert(1)>\n```",
    "    code\n<script>alert(1)</script>",
    "`<b>` <script>`alert(1)`</script>",
    "# test-squares",
    "# test-squares\n<h1 id=\"test-squares\">x</h1>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<textarea></textarea><script>alert(1)</script>",
    "[" * 3000,
    "<b>" * 3000,
    "> " * 3000 + "<script>alert(1)</script>",
    "\\\\[" * 5000,
    "``` <script>alert(1)</script>\n```\n<script>alert(1)</script>",
]  # fmt: skip


class Page(html.parser.HTMLParser):
    """What a page has in the cells of prose: elements with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def is_clean(page):
    for tag, given in Page(page).found:
        assert tag in prose._SIMPLE, tag
        assert not any(name.startswith("on") or (name == "style" and tag not in ("td", "th"))
                       for name in given), given  # fmt: skip
        assert given.get("id") != "test-squares" and "score" not in given.get("class", "")
        if tag == "a" and "href" in given:
            assert re.match(r"https?://|mailto:|#", given["href"]), given
        if tag == "img":
            assert given["src"].startswith("data:image/png;base64,"), given
    shown = re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", page, flags=re.S)
    macros = set(re.findall(r"\\([a-zA-Z]+|.)", html.unescape(shown), re.S))
    begins = re.search(r"\$|\\[(\[]|\\begin", html.unescape(shown))
    assert not begins or macros.isdisjoint(DANGEROUS), macros & DANGEROUS
    back = re.search(r"(\\!){50}|\\\w+[{\s]*-\s*\d\d|\\(\\|cr)\s*\[\s*-|(\\kern-1em){5}", shown)
    assert not begins or not back, back
    return True
