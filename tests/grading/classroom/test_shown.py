"""What a student has chosen is shown as text: it forges no line and is no formula."""

from __future__ import annotations

import csv
import os
import subprocess
import sys

import pytest

from support import ordinary
from support.graded import Here, exported, trick
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import Report, Row, grade_class
from threadlab.grading.wire.texts import is_student_id, printable

pytestmark = needs_sandbox

FORGED = "x\x1b[1A\x1b[2K\r  ada: 12\n  bob: 12\u202egnitset\u2028ada: 12\x9b2J"
ODD_IDS = [
    "a\nb",
    "=1+1",
    "+1",
    "-1",
    "@sum",
    "\tx",
    "a\x1b[2Kb",
    "a\u202eb",
    " a",
    ".a",
    "a\udcff",
]
GOOD_IDS = [
    "ada",
    "ada.novak@uni.example",
    "O'Brien, Pat",
    "li-2026_1",
    "s+1",
    "王小明",
    "हिन्दी",
    "7",
]


def test_a_files_name_forges_no_line_of_the_summary(course):
    for student in ("ada", "mallory"):
        folder = trick(course, student).parent
    os.mkfifo(folder / FORGED)
    (folder / f"{ordinary.NAME}.ipynb").rename(folder / "ordinary\x1b[2K\n  eve: 12.ipynb")
    report = grade_class(course, ordinary.NAME, executor=Here())
    text = report.text()
    assert all(line.isprintable() for line in text.split("\n"))
    told = [line for line in text.split("\n") if line.startswith("  ")]
    assert [line.split(":")[0] for line in told] == ["  mallory"]
    assert "\\x1b[1A" in text and "\\n  bob: 12" in text, "and it can be read"
    assert exported(course) == {"ada": 12, "mallory": 12}


def test_the_buttons_log_is_as_plain(course):
    folder = trick(course, "mallory").parent
    os.mkfifo(folder / FORGED)
    log = Steps(course).api.autograde(ordinary.NAME, "mallory")["log"]
    assert all(line.isprintable() for line in log.split("\n")) and "\\x1b[1A" in log
    assert not any(line.lstrip().startswith("bob") for line in log.split("\n"))


def test_an_odd_id_is_refused_and_the_others_are_graded(course):
    for student in ["ada", "O'Brien, Pat", *ODD_IDS]:
        trick(course, student)
    report = grade_class(course, ordinary.NAME, executor=Here())
    good = {row.student: row.score for row in report.rows if not row.failed}
    assert good == {"ada": 12, "O'Brien, Pat": 12}
    assert len([row for row in report.rows if row.failed]) == len(ODD_IDS) - 1, "one is hidden"
    assert all(line.isprintable() for line in report.text().split("\n"))
    assert exported(course) == {"ada": 12, "O'Brien, Pat": 12}
    again = grade_class(course, ordinary.NAME)
    assert len(again.rows) == len(report.rows)


def test_one_odd_id_does_not_stop_the_command_for_all(course):
    for student in ("ada", "a\nb"):
        trick(course, student)
    command = [sys.executable, "-m", "nbgrader", "autograde", ordinary.NAME]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert exported(course) == {"ada": 12}


@pytest.mark.parametrize("text", ODD_IDS)
def test_what_is_no_id(text):
    assert not is_student_id(text)


@pytest.mark.parametrize("text", GOOD_IDS)
def test_what_is_an_id(text):
    assert is_student_id(text) and printable(text) == text


@pytest.mark.parametrize("way", ["steps", "command"])
def test_no_cell_of_the_exported_table_is_a_formula(course, way):
    trick(course, "ada")
    names = ["=HYPERLINK(1)", "+1+cmd|x", "-2", "@SUM(1)", "\t=1", "\r=1", " =1", 'a","b', "Ada\nx"]
    steps = Steps(course)
    grade_class(course, ordinary.NAME, executor=Here())
    for number, name in enumerate(names):
        steps.enroll(f"s{number}", name, name)
    path = course.root / "marks.csv"
    if way == "steps":
        steps.export(path)
    else:
        command = [sys.executable, "-m", "nbgrader", "export", "--to", str(path)]
        done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1 + len(names)
    for row in rows:
        for key, cell in row.items():
            assert key is not None and cell.isprintable()
            number = key in ("raw_score", "score", "max_score", "late_submission_penalty")
            assert not cell.strip().startswith(("=", "+", "@")) and (
                number or not cell.strip().startswith("-")
            )
    ada = next(row for row in rows if row["student_id"] == "ada")
    assert float(ada["score"]) == 12 and ada["timestamp"].startswith("2026-10-05 18:00")
    assert any("HYPERLINK" in row["first_name"] for row in rows), "and it can be read"


def test_a_row_is_one_line_whatever_is_in_it():
    rows = [
        Row("s", 1, 2, flags=["a\nb\x1b"]),
        Row("t", 0, 2, failed="c\nd"),
        Row("u", 1, 1, notes=["\n"]),
    ]
    assert len(Report("x", rows).text().split("\n")) == 8
