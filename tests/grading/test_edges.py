"""What goes wrong at the edges of grading: folders, files, pages, workers, the kernel's doors."""

from __future__ import annotations

import base64
import contextlib
import html.parser
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from support import ordinary
from support.sandbox import needs_sandbox

from threadlab.course.folder import CourseFolder
from threadlab.course.steps import Steps
from threadlab.doctor import browser_path
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom import job, pool
from threadlab.grading.classroom.job import grade, make_job, patience
from threadlab.grading.classroom.pool import Pool
from threadlab.grading.classroom.whole_class import Report, grade_class
from threadlab.grading.intake import prose, submissions
from threadlab.grading.intake.prepare import prepare
from threadlab.grading.intake.submissions import Assignment
from threadlab.grading.marks.gradebook import Recorder
from threadlab.grading.sandbox import linux
from threadlab.grading.sandbox.room import NoSandbox
from threadlab.grading.wire.channel import Gone

pytestmark = needs_sandbox
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(40)).decode()


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return ordinary.make_course(tmp_path_factory.mktemp("edges") / "course")


@pytest.fixture
def course(original, tmp_path):
    root = (tmp_path / "course").resolve()
    shutil.copytree(original.root, root)
    return CourseFolder(root)


@pytest.fixture(scope="module")
def assignment(original):
    return Assignment.load(original.nbgrader().coursedir, ordinary.NAME)


@pytest.fixture(scope="module")
def plan(assignment):
    return assignment.plans[ordinary.NAME]


def loaded(course):
    return Assignment.load(course.nbgrader().coursedir, ordinary.NAME)


def packed(plan, notebook, files=None):
    return make_job(plan, nbformat.writes(notebook).encode(), files or {})


def total(result):
    return sum(mark["score"] for mark in result["marks"].values())


def printed(result):
    """All that the student's cells have printed."""
    return "".join(
        output["text"]
        for cell in result["notebook"]["cells"]
        for output in cell.get("outputs", [])
        if output["output_type"] == "stream"
    )


# A judge that breaks


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), ValueError("<b>odd</b>")])
def test_whatever_breaks_the_judge_is_the_result_of_that_submission(
    original, plan, monkeypatch, error
):
    class Broken:
        def __init__(self, *_):
            pass

        def grade(self):
            raise error

    monkeypatch.setattr(job, "Judge", Broken)
    monkeypatch.setattr(job, "_zygote", lambda sealed: None)
    answered = ordinary.answered(original, squares="squares = 'mine'")
    result = json.loads(grade(packed(plan, answered)))
    assert type(error).__name__ in result["unreadable"] and "<" not in result["unreadable"]
    assert "look at it yourself" in result["unreadable"]
    assert result["marks"] == {} and result["flags"] == []
    assert "squares = 'mine'" in [cell["source"] for cell in result["notebook"]["cells"]]


def test_what_means_stop_goes_through_and_a_lost_zygote_is_replaced(original, plan, monkeypatch):
    ends, given_up = [], []

    class Ends:
        def __init__(self, *_):
            pass

        def grade(self):
            ends.append(1)
            raise Gone("The other side has ended.")

    monkeypatch.setattr(job, "Judge", Ends)
    monkeypatch.setattr(job, "_zygote", lambda sealed: None)
    monkeypatch.setattr(job, "_give_up_zygote", given_up.append)
    result = json.loads(grade(packed(plan, ordinary.answered(original))))
    assert "ended again and again" in result["unreadable"]
    assert len(ends) == len(given_up) == job._TRIES

    def none(sealed):
        raise NoSandbox("There is none.")

    monkeypatch.setattr(job, "_zygote", none)
    with pytest.raises(NoSandbox):
        grade(packed(plan, ordinary.answered(original)))


@pytest.mark.parametrize(
    "source",
    ["x = " + "-" * 3000 + "1", "x = " + "+".join(["1"] * 20_000),
     "if 0:\n    pass\n" + "elif 0:\n    pass\n" * 4000 + "x = 1", "[" * 300 + "]" * 300],
    ids=["minus", "sum", "elif", "brackets"],
)  # fmt: skip
def test_a_cell_that_no_parser_likes_ends_in_a_result(original, plan, source):
    notebook = ordinary.answered(original)
    notebook.cells.append(new_code_cell(source))
    result = json.loads(grade(packed(plan, notebook)))
    assert total(result) == 12 or result["unreadable"]


def test_halves_of_characters_and_floods_of_output_can_be_stored(original, plan, monkeypatch):
    notebook = ordinary.answered(original)
    notebook.cells.insert(0, new_code_cell("raise ValueError('half \\ud800 of one')"))
    notebook.cells.insert(1, new_code_cell("print('a' * 20000)"))
    monkeypatch.setattr(job, "_MOST_OUTPUT", 15_000)
    data = grade(packed(plan, notebook))
    result = json.loads(data)
    nbformat.writes(nbformat.from_dict(result["notebook"])).encode("utf-8")
    assert total(result) == 12 and "aaaa" not in printed(result)
    assert "largest cells were left out" in " ".join(result["notes"])


# Folders


def trick(course, student, *, stamp="2026-10-05 18:00:00 UTC"):
    """A student's folder with a right answer; what is odd comes on top of it."""
    path = ordinary.hand_in(course, student, ordinary.answered(course))
    (path.parent / "timestamp.txt").write_text(stamp)
    return path


def put_all_tricks(course):
    trick(course, "zoe")
    path = trick(course, "folder")
    path.unlink()
    path.mkdir()
    path = trick(course, "dangling")
    path.unlink()
    path.symlink_to("nowhere.ipynb")
    path = trick(course, "linked")
    path.unlink()
    path.symlink_to(f"../../zoe/{ordinary.NAME}/{ordinary.NAME}.ipynb")
    path = trick(course, "pipe")
    path.unlink()
    os.mkfifo(path)
    (course.root / "submitted" / "whole").symlink_to("zoe")
    (course.root / "submitted" / "part").mkdir()
    (course.root / "submitted" / "part" / ordinary.NAME).symlink_to(f"../zoe/{ordinary.NAME}")
    (course.root / "submitted" / "gone").mkdir()
    (course.root / "submitted" / "gone" / ordinary.NAME).symlink_to("nowhere")
    (course.root / "submitted" / "file").mkdir()
    (course.root / "submitted" / "file" / ordinary.NAME).write_text("no folder")
    beside = trick(course, "beside").parent
    os.mkfifo(beside / "wait.txt")
    end = socket.socket(socket.AF_UNIX)
    with contextlib.chdir(beside):  # a socket's name has to be short
        end.bind("s")
    end.close()
    (beside / "book.db").symlink_to(course.gradebook)
    (beside / "etc").symlink_to("/etc")
    os.mkfifo(beside / "Timestamp.ipynb")
    (beside / "data.csv").write_text("1,2")
    (beside / f"{ordinary.NAME}.txt").mkdir()
    (beside / f"{ordinary.NAME}.txt" / "x").write_text("fine")
    (beside / "timestamp.txt").unlink()
    os.mkfifo(beside / "timestamp.txt")
    odd = trick(course, "names").parent
    (odd / "given").write_text("the instructor has a folder of this name")
    (odd / "half \udcff.txt").write_text("no text")
    deep = odd / "/".join("d" * 9 for _ in range(30))
    deep.mkdir(parents=True)
    (odd / "dir.ipynb").mkdir()
    (odd / "dir.ipynb" / "y").write_text("y")
    (odd / "timestamp.txt").unlink()
    (odd / "timestamp.txt").mkdir()
    (odd / "timestamp.txt" / "z").write_text("z")
    trick(course, "early", stamp="0001-01-01 00:00:00 +1400")
    trick(course, "late", stamp="9999-12-31 23:59:59 -1400")
    trick(course, "nonsense", stamp="\x00 " * 3000)


def test_no_folder_stops_the_class_and_each_one_has_its_row(original, tmp_path):
    root = (tmp_path / "real").resolve()
    shutil.copytree(original.root, root)
    (root / "source" / ordinary.NAME / "given").mkdir()
    (root / "source" / ordinary.NAME / "given" / "data.txt").write_text("given")
    real = tmp_path / "elsewhere"  # an instructor's own folder may be a link, as may the course
    real.mkdir()
    (root / "submitted").symlink_to(real)
    (tmp_path / "course").symlink_to(root)
    course = CourseFolder(tmp_path / "course")
    put_all_tricks(course)
    report = grade_class(course, ordinary.NAME, workers=2)
    rows = {row.student: row for row in report.rows}
    scores = {name: row.score for name, row in rows.items()}
    graded = ("zoe", "beside", "names", "early", "late", "nonsense")
    refused = ("folder", "dangling", "linked", "pipe", "whole", "part", "gone", "file")
    assert scores == dict.fromkeys(graded, 12) | dict.fromkeys(refused, 0)
    text = report.text()
    text.encode("utf-8")
    for name in refused:
        assert rows[name].failed and f"  {name}: {rows[name].failed}" in text
    assert "it is a folder" in rows["folder"].failed and "a pipe" in rows["pipe"].failed
    assert "a link" in rows["linked"].failed and "a link" in rows["dangling"].failed
    assert "not followed" in rows["whole"].failed and "not followed" in rows["part"].failed
    notes = " ".join(rows["beside"].notes)
    for left in ("'wait.txt'", "'s'", "'book.db'", "'etc'"):
        assert f"{left} was left out" in notes
    assert "timestamp.txt has no time" in notes
    kept = course.root / "autograded" / "beside" / ordinary.NAME
    assert {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()} == {
        "data.csv", f"{ordinary.NAME}.txt/x", "given/data.txt", f"{ordinary.NAME}.ipynb",
        ".threadlab.json",
    }  # fmt: skip
    assert "'given' was left out: the assignment has" in " ".join(rows["names"].notes)
    assert (course.root / "autograded/names" / ordinary.NAME / "given/data.txt").is_file()
    for name in ("early", "late", "nonsense"):
        assert "timestamp.txt has no time" in " ".join(rows[name].notes)
    again = grade_class(course, ordinary.NAME, workers=1)
    assert all(row.before for row in again.rows)


def test_the_autograde_button_refuses_a_linked_notebook_and_passes_over_one_too_many(course):
    path = trick(course, "zoe")
    nbformat.write(ordinary.answered(course), path.with_name("extra.ipynb"))
    path = trick(course, "mallory")
    path.unlink()
    path.symlink_to(f"../../zoe/{ordinary.NAME}/{ordinary.NAME}.ipynb")
    application = course.nbgrader()
    api = Steps(course).api
    assert application is not None
    scores = {}
    for student in ("zoe", "mallory"):
        result = api.autograde(ordinary.NAME, student)
        assert result["success"] and "Traceback" not in result["log"], result["log"]
        scores[student] = api.get_submission(ordinary.NAME, student)["score"]
    assert scores == {"zoe": 12, "mallory": 0}


# Files beside the notebook


def test_files_that_do_not_fit_are_left_out_the_largest_first(course):
    assignment = loaded(course)
    for name, plan in assignment.plans.items():
        limits = replace(plan.limits, disk=2 * 2**20)
        assignment.plans[name] = replace(plan, limits=limits)
    folder = trick(course, "s").parent
    for name, size in (("small", 2**18), ("middle", 2**19), ("large", 2**20)):
        (folder / name).write_bytes(bytes(size))
    entry = assignment.submission("s", folder)
    assert sorted(entry.files) == ["middle", "small"]
    assert "large (1 MB)" in entry.notes[0] and "as 1 MB of them fit" in entry.notes[0]


def test_as_much_as_may_be_there_arrives_in_the_room(course):
    notebook = ordinary.answered(course)
    look = (
        "import os\nprint([os.path.getsize(f'part{n}') for n in range(4)], os.path.exists('more'))"
    )
    notebook.cells.insert(0, new_code_cell(look))
    folder = ordinary.hand_in(course, "s", notebook).parent
    for number in range(4):
        (folder / f"part{number}").write_bytes(os.urandom(4 * 2**20))
    (folder / "more").write_bytes(bytes(5 * 2**20))
    (folder / "more2").write_bytes(bytes(40 * 2**20))
    entry = loaded(course).submission("s", folder)
    result = json.loads(grade(entry.jobs[ordinary.NAME]))
    assert total(result) == 12 and printed(result) == f"{[4 * 2**20] * 4} False\n"
    assert "more2 (40 MB), more (5 MB)" in entry.notes[0]


def test_an_instructors_own_files_that_do_not_fit_are_told_at_once(course, monkeypatch):
    (course.root / "source" / ordinary.NAME / "data.bin").write_bytes(bytes(1000))
    monkeypatch.setattr(submissions, "_MOST_GIVEN", 999)
    with pytest.raises(ThreadlabError, match="make them smaller"):
        loaded(course)


def test_a_thousand_files_are_enough(course, monkeypatch):
    monkeypatch.setattr(submissions, "_MOST_FILES", 5)
    folder = trick(course, "s").parent
    for number in range(9):
        (folder / f"f{number}").write_text("x")
    entry = loaded(course).submission("s", folder)
    assert sorted(entry.files) == [f"f{number}" for number in range(5)]
    assert "more than 5 files" in " ".join(entry.notes)


# Prose

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
}


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
    assert not re.search(r"\\(href|style)", re.sub(r"<pre>.*?</pre>|<code>.*?</code>", "", page,
                                                   flags=re.S))  # fmt: skip
    return True


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
    assert stored["attachments"] == {"good.png": {"image/png": PNG}}
    assert "![](attachment:good.png)" in stored["source"]
    assert "![](attachment:evil.svg)" not in stored["source"]
    assert "attachments" not in prepared.cells[-1]
    assert any("5 pasted pictures" in note for note in prepared.notes)
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


def pages(course, student):
    """What formgrader and the feedback show of a graded notebook."""
    import nbgrader.server_extensions.formgrader.handlers as handlers
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    api = Steps(course).api
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    graded = course.root / "autograded" / student / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    resources = {
        "assignment_id": ordinary.NAME, "notebook_id": ordinary.NAME, "submission_id": "1",
        "index": 0, "total": 1, "base_url": "", "student": student, "last_name": "",
        "first_name": "", "notebook_path": "",
    }  # fmt: skip
    shown, _ = HTMLExporter(config=config).from_filename(str(graded), resources=resources)
    result = api.generate_feedback(ordinary.NAME, student)
    assert result["success"], result["log"]
    feedback = course.root / "feedback" / student / ordinary.NAME / f"{ordinary.NAME}.html"
    return shown, feedback.read_text("utf-8")


@pytest.fixture(scope="module")
def evil_pages(original, tmp_path_factory):
    """The pages of a submission in which every cell of prose is evil."""
    root = (tmp_path_factory.mktemp("evil") / "course").resolve()
    shutil.copytree(original.root, root)
    course = CourseFolder(root)
    notebook = ordinary.answered(course)
    notebook.cells += [new_markdown_cell(text) for text in EVIL]
    notebook.cells += [new_raw_cell(text) for text in EVIL]
    cell = new_markdown_cell("PICTURE ![mine](attachment:p.png) `if a<b`")
    cell.attachments = {"p.png": {"image/png": PNG}}
    notebook.cells += [cell]
    ordinary.hand_in(course, "mallory", notebook)
    report = grade_class(course, ordinary.NAME, executor=Given())
    assert report.rows[0].score == 12 and not report.rows[0].failed
    assert "shown as typed" in " ".join(report.rows[0].notes)
    return pages(course, "mallory")


def test_the_pages_of_formgrader_and_feedback_have_nothing_that_runs(evil_pages):
    from bs4 import BeautifulSoup

    for page in evil_pages:
        soup = BeautifulSoup(page, "html.parser")
        cells = soup.select(".text_cell_render")
        assert len(cells) >= len(EVIL)
        for cell in cells:
            assert is_clean(cell.decode_contents())
        assert len(soup.select("[id='test-squares']")) <= 1  # the template's own
        # Outside of the cells there is what the template has, and that alone.
        for cell in soup.select(".text_cell, .code_cell, script, style, link, head, nav, .help"):
            cell.decompose()
        assert not soup.select("img, iframe, form, svg, [onerror], [onload], base, object")
        text = BeautifulSoup(page, "html.parser").get_text()
        assert "Full marks" in text and f'base64,{PNG}"' in page and "if a<b" in text


@pytest.mark.browser
@pytest.mark.skipif(not browser_path(), reason="no Chromium: see make doctor")
def test_nothing_of_it_runs_or_asks_a_stranger_in_a_real_browser(evil_pages, tmp_path):
    from playwright.sync_api import sync_playwright
    from support.browser import FLAGS

    asked, spoke = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        page = browser.new_page()
        page.on("dialog", lambda dialog: (spoke.append(dialog.message), dialog.dismiss()))

        def answer(route):
            asked.append(route.request.url)
            route.abort()

        page.route(re.compile("^(?!file:|data:)"), answer)
        for number, text in enumerate(evil_pages):
            file = tmp_path / f"{number}.html"
            file.write_text(text, "utf-8")
            page.goto(file.as_uri(), wait_until="load")
            assert page.get_by_text("PICTURE").count() == 1
            links = page.eval_on_selector_all(
                ".text_cell_render a[href]", "all => all.map(one => one.protocol)"
            )
            assert set(links) <= {"https:", "http:", "mailto:", "file:"}
        browser.close()
    assert spoke == [] and not [url for url in asked if "evil.example" in url]


def test_a_picture_of_a_schedule_has_nothing_of_what_a_room_says_but_text(plan):
    from threadlab.grading.judging.pictures import picture

    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    names = ("thread", "operation", "object", "value", "before", "file", "source")
    one = dict.fromkeys(names, evil)
    one |= {"time": 1.0, "step": 1, "line": 1, "held": [evil], "ready": [evil],
            "blocked": {evil: [evil, evil]}}  # fmt: skip
    run = {"events": [one, one | {"step": 2, "operation": "acquire"}], "elapsed": 2.0,
           "holds": {evil: evil}, "waits": {evil: evil}, "names": {evil: evil}}  # fmt: skip
    verdict = {"schedule": evil, "kind": "deadlock", "message": evil, "run": run}
    shown = picture(verdict, plan["test-squares"])["data"].get("text/html", "")
    assert "<script" not in shown and "<img" not in shown
    for odd in (float("nan"), float("inf"), "x", None, {}, [], 10**400):
        broken = verdict | {"run": run | {"events": [one | {"time": odd}]}}
        assert "text/html" not in picture(broken, plan["test-squares"])["data"]


# Workers

FAKE = """
import json, os, signal, socket, struct, sys
end = socket.socket(fileno=int(sys.argv[1]))
def pack(data):
    return struct.pack("!I", len(data)) + data
def take(count):
    data = b""
    while len(data) < count:
        part = end.recv(count - len(data))
        if not part:
            os._exit(0)
        data += part
    return data
ready = pack(json.dumps({"ready": 1}).encode())
while True:
    job = json.loads(take(struct.unpack("!I", take(4))[0]))["job"]
    if job == "hang":
        end.sendall(ready)
        signal.pause()
    elif job == "long":
        end.sendall(ready + bytes([255]) * 4)
        signal.pause()
    elif job == "no json":
        end.sendall(ready + pack(b"{"))
        signal.pause()
    elif job == "die":
        end.sendall(ready)
        os._exit(3)
    else:  # in one piece, as when the pool was busy meanwhile
        end.sendall(ready + pack(json.dumps({"result": job.upper()}).encode()))
"""


@pytest.fixture
def fakes(monkeypatch):
    """Workers that misbehave in the ways that their jobs name."""
    start = subprocess.Popen
    monkeypatch.setattr(
        pool.subprocess,
        "Popen",
        lambda line, **rest: start([sys.executable, "-c", FAKE, line[-1]], **rest),
    )


def test_a_worker_that_hangs_babbles_or_dies_costs_its_own_job_only(fakes):
    jobs = ["one", "hang", "long", "two", "no json", "die", "three"]
    with Pool(2, patience=lambda job: 0.2 if job == b"hang" else 60.0) as workers:
        given = workers.results([(name, name.encode()) for name in jobs])
        results = {key: (result, reason) for key, result, reason in given}
    assert {key: result for key, (result, _) in results.items()} == {
        "one": b"ONE", "two": b"TWO", "three": b"THREE",
        "hang": None, "long": None, "no json": None, "die": None,
    }  # fmt: skip
    assert "more than 0 s" in results["hang"][1]
    assert "no result" in results["long"][1] and "no result" in results["no json"][1]
    assert "died 5 times" in results["die"][1]


def test_the_patience_is_far_above_what_a_notebooks_cells_may_take(plan):
    assert patience(make_job(plan, b"", {})) > 60 + 40 * plan.limits.seconds


def test_on_a_cluster_each_job_has_a_process_and_a_limit_of_its_own(fakes, monkeypatch):
    from threadlab.grading.classroom import cluster

    monkeypatch.setattr(cluster._local, "pool", Pool(1, patience=lambda job: 0.2), raising=False)
    try:
        assert cluster.grade_apart(b"one") == (b"ONE", "")
        result, reason = cluster.grade_apart(b"hang")
        assert result is None and "was stopped" in reason
        assert cluster.grade_apart(b"two") == (b"TWO", "")
    finally:
        cluster._local.pool.close()


class Given:
    """An executor that gives what it is told to, by student."""

    def __init__(self, **given):
        self.given = given

    def results(self, jobs):
        for key, data in jobs:
            yield key, *(self.given.get(key[0].student) or (grade(data), ""))

    def close(self):
        pass


def test_a_hopeless_submission_has_its_reason_in_the_summary(course, monkeypatch):
    for name in ("ada", "bob", "cyd"):
        trick(course, name)
    record = Recorder.record

    def picky(self, student, assignment, timestamp, results):
        if student == "cyd" and any(data["marks"] for _, data in results.values()):
            raise ValueError("no such row")
        return record(self, student, assignment, timestamp, results)

    monkeypatch.setattr(Recorder, "record", picky)
    report = grade_class(course, ordinary.NAME, executor=Given(bob=(None, "It was stopped.")))
    assert {row.student: row.score for row in report.rows} == {"ada": 12, "bob": 0, "cyd": 0}
    text = report.text()
    assert "  bob: It was stopped." in text
    assert "  cyd: Its marks could not be written (ValueError: no such row)." in text
    graded = course.root / "autograded" / "bob" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    assert [cell.id for cell in nbformat.read(graded, 4).cells if cell.id in ordinary.ANSWERS]


def test_the_summary_can_be_made_of_nothing():
    assert Report("x").text() == "x: 0 graded in 0.0 s."


# The kernel's doors

DOORS = """
import ctypes, errno, os, socket
def tries(call):
    try:
        call()
        return "ok"
    except OSError as error:
        return errno.errorcode[error.errno]
for family in (1, 2, 10, 16, 17, 29, 31, 38, 40, 44, 45):
    print(family, tries(lambda: socket.socket(family, socket.SOCK_DGRAM).close()))
print("pair", tries(lambda: socket.socketpair()[0].close()))
print("netlink", tries(lambda: socket.socket(16, socket.SOCK_RAW, 12).close()))
libc = ctypes.CDLL(None, use_errno=True)
def raw(number, *arguments):
    result = libc.syscall(number, *arguments)
    return "ok" if result >= 0 else errno.errorcode[ctypes.get_errno()]
x86 = os.uname().machine == "x86_64"
print("persona", raw(135 if x86 else 92, ctypes.c_ulong(0xFFFFFFFF)),
      raw(135 if x86 else 92, ctypes.c_ulong(0x0040000)))
for name, one, other in (("memfd_secret", 447, 447), ("name_to_handle_at", 303, 264),
                         ("open_by_handle_at", 304, 265), ("modify_ldt", 154, 154)):
    if x86 or name != "modify_ldt":
        print(name, raw(one if x86 else other, 0, 0, 0, 0, 0))
"""
WORKS = """
import asyncio, multiprocessing, socket, subprocess, sys
def double(n):
    return 2 * n
async def talk():
    async def answer(reader, writer):
        writer.write(await reader.readline())
        writer.close()
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"echo\\n")
    print(await reader.readline())
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "print(7)", stdout=-1)
    print(await process.communicate())
    server.close()
asyncio.new_event_loop().run_until_complete(talk())
with multiprocessing.get_context("fork").Pool(2) as workers:
    print(workers.map(double, range(3)))
for method in ("spawn", "forkserver"):
    with multiprocessing.get_context(method).Pool(1) as workers:
        print(workers.map(len, [method]))
print(subprocess.run([sys.executable, "-c", "print(8)"], capture_output=True, text=True).stdout)
print(bool(socket.getaddrinfo("localhost", 80)), socket.if_nameindex())
six = socket.socket(socket.AF_INET6)
six.bind(("::1", 0))
"""


def in_a_room(original, plan, source):
    """What a cell prints in a room, where nothing else goes wrong."""
    notebook = ordinary.answered(original)
    notebook.cells.insert(0, new_code_cell(source))
    result = json.loads(grade(packed(plan, notebook)))
    outputs = result["notebook"]["cells"][0]["outputs"]
    assert not [output for output in outputs if output["output_type"] == "error"], outputs
    assert not result["unreadable"]
    return printed(result)


def test_sockets_of_other_families_can_not_be_had_in_a_room(original, plan):
    told = dict(line.split(" ", 1) for line in in_a_room(original, plan, DOORS).splitlines())
    assert [told[name] for name in ("1", "2", "10", "16", "pair")] == ["ok"] * 5
    for family in ("17", "29", "31", "38", "40", "44", "45", "netlink"):
        assert told[family] == "EAFNOSUPPORT", family
    assert told["persona"] == "ok EPERM"
    for name in ("memfd_secret", "name_to_handle_at", "open_by_handle_at", "modify_ldt"):
        assert told.get(name, "EPERM") == "EPERM"


def test_what_homework_uses_still_works_in_a_room(original, plan):
    told = in_a_room(original, plan, WORKS)
    assert "[0, 2, 4]\n[5]\n[10]\n8\n" in told
    for part in ("b'echo\\n'", "(b'7\\n', None)", "True [(1, 'lo')]"):
        assert part in told


def decision(machine, call, *arguments):
    """What the filter of `machine` says to a system call: an interpreter for its few lines."""
    mark = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine]
    words = {0: call, 4: mark} | {16 + 8 * n: value for n, value in enumerate(arguments)}
    code, place, loaded = linux.system_call_filter(machine), 0, 0
    while True:
        kind, yes, no, value = code[place]
        place += 1
        if kind == 0x20:
            loaded = words.get(value, 0) & 0xFFFFFFFF
        elif kind == 0x06:
            return value & 0xFFFF if value >> 16 == 5 else "allowed" if value >> 16 else "killed"
        else:
            holds = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}
            place += yes if holds[kind] else no


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_of_either_machine_decides_alike(machine):
    number = {
        "x86_64": {"socket": 41, "pair": 53, "personality": 135, "clone": 56, "read": 0,
                   "handle": 303, "open": 304, "accept": 43},
        "aarch64": {"socket": 198, "pair": 199, "personality": 92, "clone": 220, "read": 63,
                    "handle": 264, "open": 265, "accept": 202},
    }[machine]  # fmt: skip
    for name in ("socket", "pair"):
        for family in range(60):
            said = decision(machine, number[name], family, 1, 0)
            assert said == ("allowed" if family in (1, 2, 10, 16) else 97), family
        assert decision(machine, number[name], 16, 3, 12) == 97
        assert decision(machine, number[name], 2 | 1 << 32, 1, 0) == "allowed"  # as the kernel does
    assert decision(machine, number["personality"], 0xFFFFFFFF) == "allowed"
    assert decision(machine, number["personality"], 0) == 1
    assert decision(machine, number["clone"], 0x00000011) == "allowed"
    assert decision(machine, number["clone"], 0x10000011) == 1
    assert decision(machine, 435) == 38
    for name in ("handle", "open"):
        assert decision(machine, number[name]) == 1
    assert decision(machine, 447) == 1
    assert decision(machine, number["read"]) == decision(machine, number["accept"]) == "allowed"


def test_numerical_libraries_start_no_threads(original, plan):
    source = "import numpy, os\nx = numpy.ones((400, 400)) @ numpy.ones((400, 400))\n"
    source += "print(len(os.listdir('/proc/self/task')), os.environ['OMP_NUM_THREADS'])"
    assert in_a_room(original, plan, source) == "1 1\n"
