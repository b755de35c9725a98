"""Students' folders: odd files, links and pipes, and what is too much."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.graded import Here, loaded, printed, total, trick
from support.sandbox import needs_sandbox
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.job import grade
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class
from threadlab.grading.intake import submissions

pytestmark = needs_sandbox


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
    report = grade_class(course, ordinary.NAME, executor=Here())
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
    again = grade_class(course, ordinary.NAME)
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
    assert "large (1 MB)" in entry.notes[0] and "because only 1 MB of them fit" in entry.notes[0]


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
    monkeypatch.setattr(submissions, "_MOST_BYTES_GIVEN", 999)
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
