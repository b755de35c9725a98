"""Beside nbgrader: the same marks, its own commands, and feedback without hidden tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.graded import Here, copied, exported
from support.project import PROJECT
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class


@pytest.fixture
def course(handed_in):
    return handed_in


def test_stock_nbgrader_gives_the_same_marks(sixteen, course, tmp_path):
    from nbgrader.apps.api import NbGraderAPI

    from threadlab.grading.classroom.folder import CourseFolder

    grade_class(course, ordinary.NAME, executor=Here())
    ours = exported(course)
    stock = ordinary.make_course(tmp_path / "stock", stock=True)
    few = ["s00", "s01", "s07", "s12"]
    for student in few:
        shutil.copytree(course.root / "submitted" / student, stock.root / "submitted" / student)
    application = CourseFolder(stock.root).nbgrader()
    api = NbGraderAPI(application.coursedir, application.authenticator, parent=application)
    for student in few:
        assert api.autograde(ordinary.NAME, student)["success"]
    theirs = exported(stock)
    assert {student: theirs[student] for student in few} == {
        student: ours[student] for student in few
    }


def test_nbgraders_own_command_grades_in_the_sandbox(course, sixteen):
    notebook = ordinary.answered(course)
    look = f"import os\nprint(os.path.exists({str(course.root)!r}))"
    notebook.cells.insert(1, new_code_cell(look))
    ordinary.hand_in(course, "looks", notebook)
    for name in ("renamed", "nothing"):  # nbgrader itself gives up on these
        shutil.rmtree(course.root / "submitted" / name)
    command = [sys.executable, "-m", "nbgrader", "autograde", ordinary.NAME]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    expected = {
        name: mark for name, mark in sixteen.marks.items() if name not in ("renamed", "nothing")
    }
    marks = exported(course)
    assert {name: marks[name] for name in expected} == expected
    assert marks["looks"] == 12
    graded = course.root / "autograded" / "looks" / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    cell = nbformat.read(graded, 4).cells[1]
    assert cell.outputs[0].text == "False\n"


def test_feedback_has_no_line_of_a_hidden_test(course):
    leak = "import inspect, sys\ndef squares(n):\n"
    leak += "    code = sys._getframe(1).f_code\n"
    leak += "    raise ValueError(str(code.co_consts) + str(code.co_names))"
    ordinary.hand_in(course, "leak", ordinary.answered(course, squares=leak))
    writes = "def squares(n):\n    open('/tmp/log', 'a').write(f'asked for {n}. ')\n    return []"
    notebook = ordinary.answered(course, order=writes.replace("squares(n)", "order(n)"))
    notebook.cells.append(new_code_cell("print(open('/tmp/log').read())"))
    ordinary.hand_in(course, "writes", notebook)
    grade_class(course, ordinary.NAME, executor=Here())
    Steps(course).api.generate_feedback(ordinary.NAME)
    pages = list((course.root / "feedback").glob("*/*/*.html"))
    assert len(pages) >= 15
    for page in pages:
        text = page.read_text()
        assert "HIDDEN" not in text and "list(range(n, 0, -1))" not in text
        assert "squares(6)" not in text and "abcabc" not in text
        assert "asked for [" not in text
        others = {path.parts[-3] for path in pages} - {page.parts[-3]}
        assert not any(f">{other}<" in text for other in others)


def test_the_projects_own_configuration_uses_the_pipeline():
    text = (PROJECT / "nbgrader_config.py").read_text()
    assert "threadlab.grading.classroom.plugin.SealedExporter" in text
    assert Path(PROJECT / "src/threadlab/grading/classroom/plugin.py").is_file()


def test_the_assignment_of_nbgraders_quickstart_gets_the_marks_that_nbgrader_gives(tmp_path):
    """Its own sample submissions, the solution and the empty release, graded both ways."""
    import nbgrader

    from threadlab.grading.classroom.folder import CourseFolder

    samples = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "submitted"

    def nbgraders(folder, *arguments):
        command = [sys.executable, "-m", "nbgrader", *arguments]
        subprocess.run(command, cwd=folder, capture_output=True, check=False)

    nbgraders(tmp_path, "quickstart", "course")
    shutil.copy(PROJECT / "nbgrader_config.py", tmp_path / "course")
    generated = CourseFolder((tmp_path / "course").resolve())
    Steps(generated).generate("ps1")
    marks = {}
    for way in ("stock", "ours"):
        root = tmp_path / way
        course = copied(generated, root)
        if way == "stock":
            lines = (root / "nbgrader_config.py").read_text().splitlines()
            kept = [line for line in lines if not line.startswith("c.Autograde.")]
            (root / "nbgrader_config.py").write_text("\n".join(kept))
        for student in ("bitdiddle", "hacker"):
            shutil.copytree(samples / student, root / "submitted" / student)
        for student, step in (("solver", "source"), ("blank", "release")):
            shutil.copytree(root / step / "ps1", root / "submitted" / student / "ps1")
        if way == "stock":
            nbgraders(root, "autograde", "ps1")
        else:
            grade_class(course, "ps1", executor=Here())
        marks[way] = exported(course)
    assert marks["ours"] == marks["stock"] and len(marks["ours"]) == 4
    assert marks["ours"]["solver"] == 3
