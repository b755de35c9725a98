"""How many schedules stand behind the mark of a check is where the instructor looks."""

from __future__ import annotations

import json
import shutil

import nbformat
import pytest

from support.differential.own import cell, notebook, write
from support.graded import pages
from support.project import PROJECT
from support.sandbox import needs_sandbox
from threadlab import cli
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import Report
from threadlab.grading.marks.rows import Row

pytestmark = needs_sandbox
TILL = """
import threading
class Till:
    ### BEGIN SOLUTION
    def __init__(self):
        self.sum, self.lock = 0, threading.Lock()
    def pay(self, amount):
        with self.lock:
            seen = self.sum
        with self.lock:
            self.sum = self.sum + amount
    ### END SOLUTION
"""
CHECK = """%%check
till = Till()
threads = [threading.Thread(target=till.pay, args=(5,)) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert till.sum == 10
"""
HIDDEN = "%%check\n### BEGIN HIDDEN TESTS\nassert Till().sum == 0\n### END HIDDEN TESTS"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("searched") / "course"
    cells = [cell("given", "import threadlab"), cell("till", TILL, solution=True),
             cell("check", CHECK, grade=True), cell("alone", HIDDEN, grade=True)]  # fmt: skip
    write(root / "source" / "ordinary" / "ordinary.ipynb", notebook(cells))
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    course = CourseFolder(root.resolve())
    Steps(course).generate("ordinary")
    made = nbformat.read(root / "release" / "ordinary" / "ordinary.ipynb", 4)
    for student, answer in (("right", TILL), ("wrong", TILL.replace("with self.lock", "if True"))):
        made.cells[1].source = answer
        write(root / "submitted" / student / "ordinary" / "ordinary.ipynb", made)
    return course


def test_it_stands_below_the_cell_in_the_report_and_in_the_summary(course, capsys):
    command = ["grade", "ordinary", "--course", str(course.root), "--workers", "1"]
    with pytest.raises(SystemExit):
        cli.main([*command, "--json"])
    rows = {row["student"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    tried = rows["right"]["searched"]
    assert rows["right"]["score"] == 4 and rows["wrong"]["score"] == 2
    assert tried["alone"] == 1 and tried["check"] > 1 and rows["wrong"]["searched"]["alone"] == 1
    for page in pages(course, "right"):
        assert f"It held under every schedule: all {tried['check']} that differ" in page
        assert "there is only one that matters" in page
    for page in pages(course, "wrong"):
        assert "that differ were tried" not in page
    # what was graded before has it as well
    with pytest.raises(SystemExit):
        cli.main(command)
    said = capsys.readouterr().out
    assert "0 graded" in said and "Checks were tried under 1 to " in said


def test_a_class_without_checks_has_nothing_of_it():
    assert "Checks" not in Report("x", [Row("ada", 1.0, 2.0)]).text()
