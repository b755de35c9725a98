"""Students' prose: evil is clean when it is rendered, and good stays as it was typed."""

from __future__ import annotations

import base64
import json
import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from support import ordinary
from support.graded import loaded
from support.prose import EVIL, PNG, is_clean
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.intake import prose
from threadlab.grading.intake.prepare import prepare

pytestmark = needs_sandbox


GOOD = {
    "**bold** and `if a<b: x = c > d & e`": "<code>if a&lt;b: x = c &gt; d &amp; e</code>",
    "```\nif a<b and <script>:\n```": "if a&lt;b and &lt;script&gt;:",
    "```python\nfor x in y: pass\n```": '<div class="highlight">',
    "a < b, a<3 and b > c": "a &lt; b, a&lt;3 and b &gt; c",
    "[docs](https://docs.python.org/3/?a=1&b=2#x)": 'href="https://docs.python.org/3/?a=1&amp;b=2#x"',
    "<https://docs.python.org> and <mailto:a@b.example>": 'href="mailto:a@b.example"',
    "$a<b$ and $$\\frac{a}{b}$$": "$a&lt;b$ and $$\\frac{a}{b}$$",
    "|a|b|\n|:-|-:|\n|1|2|": '<td style="text-align:right">2</td>',
    "- [x] done\n- [ ] not": 'type="checkbox"',
    "<details><summary>x</summary>\n\ny\n\n</details>": "<summary>x</summary>",
    "H<sub>2</sub>O<br>~~no~~": "H<sub>2</sub>O<br>",
    "![mine](attachment:p.png)": f'src="data:image/png;base64,{PNG}"',
    "# A heading": "A heading",
    "It was in C:\\Users\\ada\\new, and \\o/": "C:\\Users\\ada\\new",
    "$\\sum_{i=1}^n \\alpha_i \\le \\mathbb{R}$": "\\sum_{i=1}^n",
    "$$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix} \\cdot \\vec v$$": "\\begin{pmatrix}",
    "\\begin{align}a &= \\frac12\\\\ &\\text{if } \\sqrt{2} \\ne b\\end{align}": "\\sqrt{2}",
    "$t_{\\text{start}} \\approx 3\\,\\mu\\mathrm{s}$, $\\left\\{x\\right\\}$": "\\mathrm{s}",
    "$\\int\\!\\!\\int f\\,dx\\kern-3mu y\\hspace{-0.5em}z$, $a\\\\[1ex]b$": "\\int",
    "It costs $5, and $O(n \\log n)$ steps": "O(n \\log n)",
}


@pytest.mark.parametrize("text", EVIL, ids=[f"{text[:24]!r}" for text in EVIL])
def test_evil_prose_is_clean_when_nbconvert_has_rendered_it(text):
    stored, _ = prose.harmless(text, {"evil.svg": {}}, {"test-squares"})
    assert is_clean(prose.rendered(stored, {}))
    assert prose.harmless(stored, {}, {"test-squares"}) == (stored, True)
    if len(text) < 200:  # nothing of it is lost
        words = set(re.findall(r"\w{4,}", text)) - {"https"}
        assert words <= set(re.findall(r"\w{4,}", stored))


@pytest.mark.parametrize("text", GOOD)
def test_good_prose_is_stored_as_it_is_typed(text):
    pictures = {"p.png": {"image/png": PNG}}
    assert prose.harmless(text, pictures) == (text, True)
    assert GOOD[text] in prose.rendered(text, pictures)


def test_a_remote_picture_becomes_a_link_and_the_rest_stays():
    text = "**See** ![plot](https://a.example/p.png) and [x](other.ipynb) `a<b`, <center>c</center>"
    text += " where a<b and b > c"
    page = prose.rendered(prose.harmless(text, {})[0], {})
    assert '<a href="https://a.example/p.png">plot</a>' in page and "<strong>See</strong>" in page
    assert "x (<code>other.ipynb</code>)" in page and "<code>a&lt;b</code>" in page
    assert "&lt;center&gt;c&lt;/center&gt; where a&lt;b and b &gt; c" in page


def test_pasted_pictures_are_kept_if_they_are_pictures(original, plan):
    notebook = ordinary.answered(original)
    cell = new_markdown_cell("![](attachment:good.png) and ![](attachment:evil.svg)")
    large = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(2**21 + 1)).decode()
    cell.attachments = {
        "good.png": {"image/png": PNG[:20] + "\n" + PNG[20:]},
        "evil.svg": {"image/svg+xml": "PHN2Zz4="},
        "evil.png": {"image/png": '"><script>alert(1)</script>'},
        "text.png": {"image/png": "PHN2Zz4="},
        "large.png": {"image/png": large},
        "list.png": {"image/png": [PNG]},
    }
    notebook.cells.insert(1, cell)
    code = new_code_cell("1")
    code["attachments"] = {"x.png": {"image/png": PNG}}
    notebook.cells.append(code)
    prepared = prepare(json.dumps(notebook).encode(), plan)
    stored = prepared.cells[1]
    assert stored["attachments"] == {
        "good.png": {"image/png": PNG}, "list.png": {"image/png": PNG},
    }  # fmt: skip
    assert "![](attachment:good.png)" in stored["source"]
    assert "![](attachment:evil.svg)" not in stored["source"]
    assert "attachments" not in prepared.cells[-1]
    assert any("4 pasted pictures" in note for note in prepared.notes)
    nbformat.validate(nbformat.from_dict(prepared.notebook(plan)))


def test_what_an_instructor_has_written_stays_as_it_is(original, tmp_path):
    root = (tmp_path / "course").resolve()
    shutil.copytree(original.root, root)
    course = CourseFolder(root)
    path = root / "source" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    notebook = nbformat.read(path, 4)
    given = "<div style='color:red'>![](https://a.example/plot.png) [next](02.ipynb)</div>"
    locked = new_markdown_cell("Look: ![](attachment:p.png)", id="look", metadata={"nbgrader": {
        "grade": False, "grade_id": "look", "locked": True, "schema_version": 3, "solution": False,
        "task": False}})  # fmt: skip
    locked.attachments = {"p.png": {"image/png": PNG}}
    notebook.cells += [new_markdown_cell(given, id="given"), locked]
    nbformat.write(notebook, path)
    Steps(course).generate(ordinary.NAME)
    answered = ordinary.answered(course)
    answered.cells[-1].attachments = {"p.png": {"image/svg+xml": "PHN2Zz4="}}
    plan = loaded(course).plans[ordinary.NAME]
    prepared = prepare(nbformat.writes(answered).encode(), plan)
    assert prepared.notes == [] and prepared.cells[-2]["source"] == given
    assert prepared.cells[-1]["attachments"] == {"p.png": {"image/png": PNG}}


def test_prose_does_nothing_in_a_browser():
    evil = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> a < b"
    evil += "\n<details onclick=x> <b>bold</b> `if a<b:`"
    page = prose.rendered(prose.harmless(evil, {})[0], {})
    for bad in ("<script", 'href="javascript:', "<img", "<details o"):
        assert bad not in page
    for good in ("a &lt; b", "<b>bold</b>", "<code>if a&lt;b:</code>"):
        assert good in page
