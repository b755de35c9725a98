"""Modules beside a notebook: an instructor's come first, a student's last, and checks see both."""

from __future__ import annotations

import json

import nbformat
import pytest

from support import ordinary
from support.graded import Here, copied
from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.whole_class import grade_class

pytestmark = needs_sandbox
CHECK = (
    "%%check\nimport threading\noffice = Office(5)\n"
    "threads = [threading.Thread(target=office.sell) for _ in range(2)]\n"
    "for t in threads: t.start()\nfor t in threads: t.join()\nassert office.left == 3"
)
OFFICE = b"""
import threading

class Office:
    def __init__(self, n):
        self.left, self.lock = n, threading.Lock()

    def sell(self):
        with self.lock:
            n = self.left
            self.left = n - 1
"""
UNLOCKED = OFFICE.replace(b"with self.lock", b"if True")
LIES = OFFICE.replace(
    b"import threading\n", b"import threading, sys\nsys.modules['threading'] = 3\n"
)


@pytest.mark.parametrize(
    ("answer", "files"),
    [
        ("from own import Office", "own.py"),
        ("import own\nOffice = own.Office", "own.py"),
        ("from parts.own import Office", "parts/own.py"),
        ("from own import Office as Base\nclass Office(Base):\n    pass", "own.py"),
    ],
)
def test_a_check_explores_a_module_of_the_students(answer, files):
    def mark(text):
        result = judged(CHECK, answer, locked="import threadlab", files={files: text}, seconds=10.0)
        return result["marks"]["test"]["score"], bool(result["flags"])

    assert mark(OFFICE) == (2.0, False)
    assert mark(UNLOCKED) == (0.0, False)
    assert mark(LIES)[0] == 0.0


def test_an_await_at_the_top_of_a_cell_costs_no_check():
    office = OFFICE.decode()
    waits = "import asyncio\nasync def demo():\n    await asyncio.sleep(0)\nawait demo()\n"
    for answer, points in ((office, 2.0), (UNLOCKED.decode(), 0.0)):
        result = judged(CHECK, waits + answer, locked="import threadlab", seconds=10.0)
        assert result["marks"]["test"]["score"] == points
    needed = judged(CHECK.replace("5", "size"), f"{waits}size = await asyncio.sleep(0, 5)\n{office}",
                    locked="import threadlab", seconds=10.0)  # fmt: skip
    assert "can't be read" in needed["marks"]["test"]["message"]


@pytest.fixture
def with_module(original, tmp_path):
    """A course whose instructor gives out a module with an installed package's name."""
    course = copied(original, tmp_path / "course")
    (course.root / "source" / ordinary.NAME / "redis.py").write_text(
        "def double(x): return 2 * x\n"
    )
    path = course.root / "source" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    notebook = nbformat.read(path, 4)
    nbformat.write(notebook, path)
    return course


USES = "from {name} import double\ndef squares(n):\n    return [double(i) * i // 2 for i in range(1, n + 1)]"


def test_an_instructors_module_comes_before_an_installed_one(with_module):
    ordinary.hand_in(
        with_module, "ada", ordinary.answered(with_module, squares=USES.format(name="redis"))
    )
    (row,) = grade_class(with_module, ordinary.NAME, executor=Here()).rows
    assert (row.score, row.notes) == (12, [])


def test_a_students_module_comes_last_and_that_is_noted(original, tmp_path):
    course = copied(original, tmp_path / "course")
    path = ordinary.hand_in(
        course, "ada", ordinary.answered(course, squares=USES.format(name="mine"))
    )
    for name in ("random.py", "redis.py", "mine.py"):
        (path.parent / name).write_text("def double(x): return 2 * x\n")
    (row,) = grade_class(course, ordinary.NAME, executor=Here()).rows
    assert row.score == 12
    assert [note.partition(" has")[0] for note in row.notes] == ["'random.py'", "'redis.py'"]
    assert json.dumps(row.notes).count("imported in its place") == 2
