"""A whole class: the same rows however it is graded."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from support import ordinary
from support.graded import Here, exported, notebooks, rows
from threadlab import cli
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.pool import Pool
from threadlab.grading.classroom.whole_class import grade_class


@pytest.fixture
def course(handed_in):
    return handed_in


def test_this_process_and_four_workers_write_the_same(sixteen, course):
    """So does a cluster, and that although its workers are lost: test_losses.py."""
    report = grade_class(course, ordinary.NAME, executor=Here())
    assert exported(course) == sixteen.marks
    first, files = rows(course), notebooks(course)
    assert {row.student: row.failed != "" for row in report.rows if row.failed} == {
        "cut": True, "nothing": True,
    }  # fmt: skip
    renamed = next(row for row in report.rows if row.student == "renamed")
    assert "was taken for" in " ".join(renamed.notes)

    grade_class(course, ordinary.NAME, workers=4, force=True)
    assert rows(course) == first and notebooks(course) == files

    again = grade_class(course, ordinary.NAME)
    assert all(row.before for row in again.rows) and rows(course) == first


def test_what_can_not_be_graded_is_told_in_a_sentence(course):
    with pytest.raises(ThreadlabError, match="no assignment 'nothing'"):
        grade_class(course, "nothing")
    with pytest.raises(ThreadlabError, match="Nobody has handed in"):
        grade_class(course, ordinary.NAME, student="nobody")
    shutil.rmtree(course.root / "release")
    with pytest.raises(ThreadlabError, match="generate_assignment"):
        grade_class(course, ordinary.NAME)


def test_the_command_tells_how_far_it_is_and_prints_a_summary_or_json(course, sixteen):
    command = [sys.executable, "-m", "threadlab", "grade", ordinary.NAME]
    done = subprocess.run([*command, "--json"], cwd=course.root, capture_output=True, text=True)
    assert done.stdout.startswith("{") and done.stderr == ""
    data = json.loads(done.stdout)
    assert {row["student"]: row["score"] for row in data["rows"]} == sixteen.marks
    assert not any(row["before"] for row in data["rows"])

    ordinary.hand_in(course, "s00", ordinary.answered(course, parts="def parts(text):\n    pass"))
    done = subprocess.run(
        [*command, "--csv", "all.csv"], cwd=course.root, capture_output=True, text=True
    )
    assert done.returncode == 1 and "2 can't be read and have 0 marks" in done.stdout, done.stderr
    assert (course.root / "all.csv").is_file()
    assert "1/1" in done.stderr and "1/1" not in done.stdout


def test_what_the_gradebook_lacks_is_generated_by_whoever_grades_first(course, sixteen):
    """Students may have fetched what `make lab` has put out, of which no gradebook knows."""
    from threadlab.grading.classroom.steps import Steps

    course.gradebook.unlink()
    told: list[str] = []
    grade_class(course, ordinary.NAME, executor=Here(), say=told.append)
    (said,) = (line for line in told if "had no assignment" in line)
    assert f"'{ordinary.NAME}', so it was generated" in said
    assert exported(course) == sixteen.marks

    course.gradebook.unlink()
    steps = Steps(course)
    student = sorted(path.name for path in (course.root / "submitted").iterdir())[-1]
    result = steps.api.autograde(ordinary.NAME, student)
    assert result["success"], result
    assert "had no assignment" in result["log"] and "Traceback" not in result["log"]


def test_no_worker_is_started_where_all_is_graded_already(course, monkeypatch, capsys):
    grade_class(course, ordinary.NAME, executor=Here())
    monkeypatch.setattr(Pool, "_start", lambda *_: pytest.fail("nobody needs a worker"))
    with pytest.raises(SystemExit):
        cli.main(["grade", ordinary.NAME, "--course", str(course.root)])
    assert "0 graded" in capsys.readouterr().out
