"""Drawings, tables and formulas reach whoever grades, and nothing of them runs or fetches.

That a picture of a written answer is not seen in formgrader is nbgrader's #950 (pasted) and #218
(beside the notebook).
"""

from __future__ import annotations

import base64
import re
import struct
import zlib

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from support import ordinary
from support.browser import CHROMIUM, FLAGS
from support.graded import Here, pages
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class
from threadlab.grading.intake.prose import follows_grammar, harmless, rendered, with_drawings
from threadlab.grading.intake.svg import harmless_svg
from threadlab.grading.judging.markup import harmless_html

NAME = ordinary.NAME


def png(red, green, blue):
    """A picture of 8 by 8 dots in one colour."""

    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))  # fmt: skip

    rows = (b"\0" + bytes([red, green, blue]) * 8) * 8
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))  # fmt: skip


PNG = png(200, 30, 30)
SVG = (
    '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"\n'
    ' "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="60" height="40" viewBox="0 0 60 40"><defs><linearGradient id="g"><stop offset="0" '
    'stop-color="#080"/></linearGradient></defs><rect width="60" height="40" fill="url(#g)"/>'
    '<text x="5" y="20" style="font: 12px sans-serif">lane</text></svg>'
)
EVIL_SVG = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="60" height="40" onload="alert(1)"><script>alert(1)</script>
<style>@import url(https://evil.example/x.css);</style>
<image href="https://evil.example/x.png" width="9" height="9"/>
<image xlink:href="https://evil.example/y.png" width="9" height="9"/>
<use href="https://evil.example/z.svg#a"/>
<rect width="9" height="9" fill="url(https://evil.example/f)" style="mask:url('//evil.example')"/>
<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></foreignObject>
<a href="javascript:alert(1)"><circle r="9"/></a>
<set attributeName="href" to="javascript:alert(1)"/>
<animate attributeName="x" values="javascript:alert(1)"/></svg>"""
EVIL_HTML = [
    "<table><tr><td onclick=alert(1)>x<script>alert(1)</script></td></tr></table>",
    "<table id='test-squares' class='score'><tr><td style='background:url(//evil.example)'>x",
    "<img src=x onerror=alert(1)><img src=https://evil.example/x.png>x",
    "<a href='javascript:alert(1)'>x</a><a href=https://evil.example>y</a>",
    "</div></div></body><form action=https://evil.example><input name=x>x</form>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>x<style>body{display:none}</style>",
    f"x{EVIL_SVG}",
    "<svg><p><style><img src=x onerror=alert(1)></style></svg>x",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>x",
    "x<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "x<!-- <img src=x onerror=alert(1)>",
    "x<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<b>" * 5000 + "x",
    "\ufdd00\ufdd1x",
]
WORD = re.compile(r"alert|evil|javascript|onload|onerror|@import|foreignObject", re.I)


def test_a_drawing_is_made_anew_of_what_draws():
    made = harmless_svg(SVG)
    assert "lane" in made and "url(#g)" in made and harmless_svg(made) == made
    evil = harmless_svg(EVIL_SVG)
    assert "<circle" in evil and not WORD.search(evil)
    for none in (
        "", "<svg", "<p/>", "<svg xmlns='http://www.w3.org/1999/xhtml'/>",
        '<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ):  # fmt: skip
        assert harmless_svg(none) == ""


@pytest.mark.parametrize("text", EVIL_HTML, ids=[text[:30] for text in EVIL_HTML])
def test_html_of_an_output_is_made_anew_of_what_only_shows(text):
    made = harmless_html(text)
    assert "x" in made or "noscript" in text
    assert not WORD.search(re.sub(r"base64,[^\"]*", "", "".join(re.findall("<[^>]*>", made))))
    for data in re.findall(r"svg\+xml;base64,([^\"]*)", made):
        assert not WORD.search(base64.b64decode(data).decode())
    assert follows_grammar(made.replace(' class="dataframe"', "").replace("<tfoot", "<tbody"))


def test_a_formula_in_an_output_that_loads_or_links_is_not_kept():
    for text in (
        r"$\href{javascript:alert(1)}{x}$", r"\(\style{background:url(x)}{y}\)",
        r"$\le<q>t\alpha\beta$", r"$\le<q></q><!-- x -->t\alpha\beta$", r"$\in<q>cludegraphics{x}$",
        r"$\le<svg><</svg>t\alpha\beta$",
    ):  # fmt: skip
        assert harmless_html(f"<p>{text}</p>") == ""
    for good in (r"<p>$\frac{a}{b}$</p>", r"<p>$a \le b$ <b>t</b></p>"):
        assert harmless_html(good) == good


@pytest.mark.parametrize(
    "text",
    [
        "![mine](drawing.png)", "![mine](./drawing.png \"a title\")", "![](my%20drawing.png)",
        "![](<my drawing.png>)", "<img src='drawing.png' width=\"300\" alt=\"mine\"/>",
        "<img src=drawing.png>", "![](sub/lanes.svg)", "![](attachment:two%20words.png)",
        f"![](data:image/png;base64,{base64.b64encode(PNG).decode()})",
        f"![](data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()})",
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(EVIL_SVG.encode()).decode()}">',
    ],
    ids=lambda text: text[:40],
)  # fmt: skip
def test_a_picture_by_name_or_as_text_is_taken_along(text):
    files = {"drawing.png": PNG, "my drawing.png": PNG, "sub/lanes.svg": SVG.encode()}
    pasted = {"two words.png": {"image/png": base64.b64encode(PNG).decode()}}
    typed, pictures = with_drawings(f"Look: {text}", pasted, files.get)
    stored, same = harmless(typed, pictures)
    page = rendered(stored, pictures)
    assert same and '<img src="data:image/' in page and not WORD.search(
        base64.b64decode(re.search(r"base64,([^\"]*)", page)[1]).decode("latin-1"))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["![](../../other/drawing.png)", "![](/etc/drawing.png)", "![](notes.txt)", "![](page.html)",
     "![](https://evil.example/drawing.png)", "![](file:///etc/drawing.png)", "![](nothing.png)",
     "`![](drawing.png)`", "```\n![](drawing.png)\n```"],
)  # fmt: skip
def test_what_is_no_picture_beside_the_notebook_is_not(text):
    asked = []

    def read(name):
        asked.append(name)
        return {"drawing.png": PNG, "notes.txt": b"x", "page.html": b"<svg onload=x>"}.get(name)

    typed, pictures = with_drawings(text, {}, read)
    assert pictures == {} and typed == text
    assert all(".." not in name and not name.startswith("/") for name in asked)


TASK = {"grade_id": "draw", "grade": False, "solution": False, "locked": True, "task": True,
        "points": 3, "schema_version": 3, "cell_type": "markdown"}  # fmt: skip
ANSWER = f"""
from IPython.display import HTML, SVG, Latex, Math, display
class Table:
    def _repr_html_(self):
        return "<style>td{{color:red}}</style><table border=1><tr><th>one</th><td>TABLE</table>"
display(SVG({SVG!r}), Math(r"\\frac{{a}}{{b}}"), Latex(r"$\\alpha$"), HTML({EVIL_HTML[0]!r}))
display(Latex(r"$\\href{{javascript:alert(1)}}{{x}}$"), SVG({EVIL_SVG!r}))
Table()
"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The pages of a submission with drawings of each kind."""
    course = ordinary.make_course(tmp_path_factory.mktemp("drawings") / "course")
    notebook = ordinary.source()
    text = ("Draw it, as ![here](example.png).\n=== BEGIN MARK SCHEME ===\n"
            "RUBRIC ![so](attachment:so.png)\n=== END MARK SCHEME ===")  # fmt: skip
    cell = new_markdown_cell(text, id="draw", metadata={"nbgrader": TASK})
    cell.attachments = {"so.png": {"image/png": base64.b64encode(png(0, 0, 200)).decode()}}
    notebook.cells.append(cell)
    nbformat.write(notebook, course.root / "source" / NAME / f"{NAME}.ipynb")
    (course.root / "source" / NAME / "example.png").write_bytes(png(0, 200, 0))
    Steps(course).generate(NAME)
    answer = ordinary.answered(course)
    pasted = new_markdown_cell("PASTED ![](attachment:my%20own.png) and ![](attachment:lanes.svg)")
    pasted.attachments = {
        "my own.png": {"image/png": base64.b64encode(PNG).decode()},
        "lanes.svg": {"image/svg+xml": base64.b64encode(SVG.encode()).decode()},
    }
    answer.cells += [
        new_markdown_cell("BESIDE ![lanes](drawing.png) and <img src='lanes.svg' width='200'>"),
        pasted,
        new_markdown_cell("EVIL ![](evil.svg) ![](https://evil.example/beacon.png)"),
    ]
    answer.cells.insert(1, new_code_cell(ANSWER))  # feedback shows none after a hidden test
    path = ordinary.hand_in(course, "ada", answer)
    for name, data in (("drawing.png", PNG), ("lanes.svg", SVG.encode()),
                       ("evil.svg", EVIL_SVG.encode())):  # fmt: skip
        (path.parent / name).write_bytes(data)
    report = grade_class(course, NAME, executor=Here())
    assert report.rows[0].score == 12, report.text()
    return course, pages(course, "ada")


@needs_sandbox
def test_drawings_tables_and_formulas_are_on_both_pages(shown):
    from bs4 import BeautifulSoup

    for page in shown[1]:
        soup = BeautifulSoup(page, "html.parser")

        def pictures(word, soup=soup):
            (cell,) = [each for each in soup.select(".text_cell_render") if word in each.get_text()]
            return [image["src"][:15] for image in cell.select("img")]

        assert pictures("BESIDE") == ["data:image/png;", "data:image/svg+"]
        assert pictures("PASTED") == ["data:image/png;", "data:image/svg+"]
        assert pictures("EVIL") == ["data:image/svg+"]
        assert [cell.get_text() for cell in soup.select(".output_html td")] == ["x", "TABLE"]
        assert len(soup.select(".output_svg img")) == 2
        assert r"\frac{a}{b}" in page and r"\alpha" in page
        assert not soup.select(".output_html td script, .output_html td *")
        assert not [each for each in soup.select(".output_latex") if "href" in each.get_text()]


@needs_sandbox
def test_pictures_of_the_instructors_are_there_and_those_of_a_mark_scheme_not_given_out(shown):
    course, (formgrader, feedback) = shown
    released = (course.root / "release" / NAME / f"{NAME}.ipynb").read_text("utf-8")
    blue, green = (base64.b64encode(png(*colour)).decode() for colour in ((0, 0, 200), (0, 200, 0)))
    assert blue not in released and "RUBRIC" not in released
    assert blue in formgrader and "RUBRIC" in formgrader
    assert green in feedback  # formgrader serves that file itself


@needs_sandbox
@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium: see make doctor")
def test_a_real_browser_draws_them_and_asks_nobody(shown, tmp_path):
    from playwright.sync_api import sync_playwright

    course, texts = shown
    beside = (course.root / "autograded" / "ada" / NAME / "example.png").read_bytes()
    asked, spoke = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.on("dialog", lambda dialog: (spoke.append(dialog.message), dialog.dismiss()))
        page.route(
            re.compile("^(?!file:|data:)"),
            lambda route: (asked.append(route.request.url), route.abort()),
        )
        (tmp_path / "example.png").write_bytes(beside)
        for number, text in enumerate(texts):
            file = tmp_path / f"{number}.html"
            file.write_text(text, "utf-8")
            page.goto(file.as_uri(), wait_until="load")
            sizes = page.eval_on_selector_all(
                ".text_cell_render img, .output_svg img",
                "all => all.map(one => one.complete && one.naturalWidth)",
            )
            assert len(sizes) >= 7 and all(sizes), sizes
            page.screenshot(path=str(tmp_path / f"{number}.png"), full_page=True)
        browser.close()
    assert spoke == [] and not [url for url in asked if "evil.example" in url]
