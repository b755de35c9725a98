"""A whole class: the same rows however it is graded, and nothing lost whatever happens."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from support import ordinary
from support.project import PROJECT

from threadlab.course.steps import Steps
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.pool import Pool
from threadlab.grading.classroom.whole_class import bar, grade_class
from threadlab.grading.marks import gradebook
from threadlab.grading.marks.gradebook import RECEIPT

WRONG = {
    "squares": "def squares(n):\n    return [i for i in range(n)]",
    "stack": "class Stack:\n    pass",
    "order": "def order(numbers):\n    numbers.sort()\n    return numbers",
    "mean": "def mean(numbers):\n    return sum(numbers) // len(numbers)",
}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """A class of sixteen: right, wrong in one place, wrong in all, cut off, empty, renamed."""
    course = ordinary.make_course(tmp_path_factory.mktemp("class") / "course")
    expected = {}
    for number in range(13):
        wrong = {name: WRONG[name] for place, name in enumerate(WRONG) if number & 1 << place}
        ordinary.hand_in(course, f"s{number:02}", ordinary.answered(course, **wrong))
        expected[f"s{number:02}"] = 12 - 2 * len(wrong)
    ordinary.hand_in(course, "cut", b'{"cells": [{"cell_ty')
    path = ordinary.hand_in(course, "renamed", ordinary.answered(course))
    path.rename(path.with_name("Ordinary (1).ipynb"))
    path = ordinary.hand_in(course, "nothing", b"")
    path.unlink()
    expected |= {"cut": 0, "renamed": 12, "nothing": 0}
    return course, expected


@pytest.fixture
def course(original, tmp_path):
    """A copy of that class, not graded yet."""
    from threadlab.course.folder import CourseFolder

    root = (tmp_path / "course").resolve()
    shutil.copytree(original[0].root, root)
    return CourseFolder(root)


def rows(course):
    """Every row that grading writes, as text."""
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        return {
            table: sorted(map(str, database.execute(f"SELECT * FROM {table}")))
            for table in (
                "submitted_assignment",
                "submitted_notebook",
                "grade",
                "comment",
                "student",
            )
        }


def exported(course):
    path = course.root / "grades.csv"
    Steps(course).export(path)
    with path.open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def notebooks(course):
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for path in sorted((course.root / "autograded").glob("*/*/*"))
    }


def test_one_worker_four_and_a_cluster_write_the_same(original, course, tmp_path, monkeypatch):
    # nbval may have put another module in place of the main one, which a new process asks for
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)
    distributed = pytest.importorskip("distributed")
    from threadlab.grading.classroom.cluster import Cluster

    report = grade_class(course, ordinary.NAME, workers=1)
    assert exported(course) == original[1]
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

    fresh = type(course)((tmp_path / "other").resolve())
    shutil.copytree(original[0].root, fresh.root)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        executor = Cluster(cluster.scheduler_address)
        try:
            grade_class(fresh, ordinary.NAME, executor=executor)
        finally:
            executor.close()
    assert rows(fresh) == first and notebooks(fresh) == files


def test_stock_nbgrader_gives_the_same_marks(original, course, tmp_path):
    from nbgrader.apps.api import NbGraderAPI

    from threadlab.course.folder import CourseFolder

    grade_class(course, ordinary.NAME)
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


def test_nbgraders_own_command_grades_in_the_sandbox(course, original):
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
        name: mark for name, mark in original[1].items() if name not in ("renamed", "nothing")
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
    grade_class(course, ordinary.NAME)
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


def test_a_better_submission_and_a_worse_one_replace_the_marks(course):
    grade_class(course, ordinary.NAME, student="s00")
    assert exported(course)["s00"] == 12
    ordinary.hand_in(course, "s00", b"no notebook")
    report = grade_class(course, ordinary.NAME, student="s00")
    assert exported(course)["s00"] == 0 and "no notebook" in report.rows[0].failed
    ordinary.hand_in(course, "s00", ordinary.answered(course, **WRONG))
    grade_class(course, ordinary.NAME, student="s00")
    assert exported(course)["s00"] == 4


def test_marks_by_hand_survive_a_second_grading_and_ask_for_a_look(course):
    grade_class(course, ordinary.NAME, student="s01")
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        database.execute("UPDATE grade SET manual_score = 1.5 WHERE auto_score = 0")
        database.commit()
    grade_class(course, ordinary.NAME, student="s01", force=True)
    assert exported(course)["s01"] == 11.5
    with contextlib.closing(sqlite3.connect(course.gradebook)) as database:
        asked = database.execute("SELECT count(*) FROM grade WHERE needs_manual_grade").fetchone()
    assert asked == (1,)


def test_killed_at_any_moment_and_resumed_nothing_is_lost_or_doubled(original, course):
    grade_class(course, ordinary.NAME)
    whole, files = rows(course), notebooks(course)
    shutil.rmtree(course.root / "autograded")
    shutil.copy(original[0].gradebook, course.gradebook)
    dice = random.Random(7)
    command = [sys.executable, "-m", "threadlab", "grade", ordinary.NAME, "--workers", "2"]
    killed = 0
    for _ in range(8):
        process = subprocess.Popen(command, cwd=course.root, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)  # fmt: skip
        want = dice.randrange(1, 4)
        begun = len(list((course.root / "autograded").glob(f"*/*/{RECEIPT}")))
        while process.poll() is None:
            if len(list((course.root / "autograded").glob(f"*/*/{RECEIPT}"))) >= begun + want:
                os.kill(process.pid, signal.SIGKILL)
                killed += 1
                break
            threading.Event().wait(dice.random() * 0.02)
        process.wait()
    report = grade_class(course, ordinary.NAME)
    assert killed >= 3
    assert rows(course) == whole and notebooks(course) == files
    assert {row.student: row.score for row in report.rows} == exported(course)


def test_workers_that_are_killed_cost_nothing(course, original):
    dice = random.Random(3)
    kills = 0
    with Pool(2) as pool:

        def progress(done, count):
            nonlocal kills
            if done % 3 == 0:
                os.kill(dice.choice(pool.processes), signal.SIGKILL)
                kills += 1

        grade_class(course, ordinary.NAME, executor=pool, progress=progress)
    assert kills >= 4
    assert exported(course) == original[1]


def children(parents):
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            found += [int(path.parent.name)] if parent in parents else []
    return found


def test_zygotes_that_are_killed_cost_nothing(course, original):
    """Without its zygote a room ends, which must not look as if the answer had ended itself."""
    kills = 0
    with Pool(2) as pool:

        def progress(done, count):
            nonlocal kills
            if done % 3 == 0:  # at least one of the two is in the midst of something
                for child in children(pool.processes):
                    os.kill(child, signal.SIGKILL)
                    kills += 1

        grade_class(course, ordinary.NAME, executor=pool, progress=progress)
    assert kills >= 4
    assert exported(course) == original[1]


def test_a_worker_of_a_cluster_that_is_lost_costs_nothing(course, original, monkeypatch):
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)
    distributed = pytest.importorskip("distributed")
    from threadlab.grading.classroom.cluster import Cluster

    killed = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:

        def progress(done, count):
            if done in (3, 8):
                process = cluster.workers[len(killed)].pid
                os.kill(process, signal.SIGKILL)
                killed.append(process)

        executor = Cluster(cluster.scheduler_address)
        try:
            grade_class(course, ordinary.NAME, executor=executor, progress=progress)
        finally:
            executor.close()
    assert len(killed) == 2
    assert exported(course) == original[1]


def test_a_locked_gradebook_is_waited_for(course, original):
    told = []
    other = sqlite3.connect(course.gradebook, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(1.0, lambda: other.execute("ROLLBACK"))
    timer.start()
    report = grade_class(course, ordinary.NAME, student="s0*", say=told.append)
    timer.join()
    other.close()
    assert all(row.score == original[1][row.student] for row in report.rows)


def test_a_full_disk_stops_with_a_sentence_and_goes_on_later(course, original, monkeypatch):

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(gradebook, "writes_json", full)
        with pytest.raises(ThreadlabError, match="No space left"):
            grade_class(course, ordinary.NAME, workers=1)
    grade_class(course, ordinary.NAME)
    assert exported(course) == original[1]


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(course, original):
    def progress(done, count):
        if done == 4:
            raise KeyboardInterrupt

    report = grade_class(course, ordinary.NAME, workers=1, progress=progress)
    assert report.stopped and "goes on from here" in report.text()
    report = grade_class(course, ordinary.NAME)
    assert sum(row.before for row in report.rows) >= 4
    assert exported(course) == original[1]


def test_what_can_not_be_graded_is_told_in_a_sentence(course):
    with pytest.raises(ThreadlabError, match="no assignment 'nothing'"):
        grade_class(course, "nothing")
    with pytest.raises(ThreadlabError, match="Nobody has handed in"):
        grade_class(course, ordinary.NAME, student="nobody")
    shutil.rmtree(course.root / "release")
    with pytest.raises(ThreadlabError, match="generate_assignment"):
        grade_class(course, ordinary.NAME)


def test_the_command_prints_a_summary_or_json(course, original):
    command = [sys.executable, "-m", "threadlab", "grade", ordinary.NAME]
    done = subprocess.run(
        [*command, "--csv", "all.csv"], cwd=course.root, capture_output=True, text=True
    )
    assert done.returncode == 1 and "2 can't be read and have 0 marks" in done.stdout, done.stderr
    assert (course.root / "all.csv").is_file()
    done = subprocess.run([*command, "--json"], cwd=course.root, capture_output=True, text=True)
    data = json.loads(done.stdout)
    assert {row["student"]: row["score"] for row in data["rows"]} == original[1]


def test_limits_come_from_the_notebook_and_odd_ones_are_refused():
    from threadlab.grading.wire.limits import Limits

    assert Limits.of({"threadlab": {"limits": {"seconds": 2, "memory": 1e8}}}).memory == 10**8
    for odd in ({"minutes": 3}, {"seconds": "4"}, {"seconds": 0}, {"seconds": True}):
        with pytest.raises(ThreadlabError):
            Limits.of({"threadlab": {"limits": odd}})


def test_a_bar_tells_the_rate_and_what_is_left():
    assert bar(50, 100, 10.0) == f"[{'#' * 12}{'.' * 12}] 50/100  5.0/s  10 s left"


def test_the_projects_own_configuration_uses_the_pipeline():
    text = (PROJECT / "nbgrader_config.py").read_text()
    assert "threadlab.grading.marks.plugin.SealedExporter" in text
    assert Path(PROJECT / "src/threadlab/grading/marks/plugin.py").is_file()


def test_calibration_finds_what_is_not_as_it_should_be(course):
    from threadlab.grading.classroom.calibrate import calibrate

    answers = course.root / "tests" / "answers" / ordinary.NAME
    (answers / "wrong").mkdir(parents=True)
    body = "# %% squares\ndef squares(n):\n    return []\n"
    rest = {name: "".join(text) for name, text in ordinary.ANSWERS.items() if name != "squares"}
    body += "".join(f"\n# %% {name}\n{text}\n" for name, text in rest.items())
    (answers / "wrong" / "known.py").write_text(f'"""x\n\nfails: test-squares\n"""\n{body}')
    result = calibrate(course, ordinary.NAME, times=2)
    assert not result.wrong and "every time" in result.text()
    assert all(len(runs) == 2 for runs in result.failed.values())
    (answers / "wrong" / "odd.py").write_text(f'"""x\n\nfails: test-mean\n"""\n{body}')
    result = calibrate(course, ordinary.NAME, times=1)
    assert list(result.wrong) == ["wrong/odd.py"]
    assert "fails test-squares and should not, passes test-mean" in result.text()


def test_the_assignment_of_nbgraders_quickstart_gets_the_marks_that_nbgrader_gives(tmp_path):
    """Its own sample submissions, the solution and the empty release, graded both ways."""
    import nbgrader

    from threadlab.course.folder import CourseFolder

    samples = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "submitted"

    def nbgraders(folder, *arguments):
        command = [sys.executable, "-m", "nbgrader", *arguments]
        subprocess.run(command, cwd=folder, capture_output=True, check=False)

    nbgraders(tmp_path, "quickstart", "course")
    marks = {}
    for way in ("stock", "ours"):
        root = tmp_path / way
        shutil.copytree(tmp_path / "course" / "source", root / "source")
        shutil.copy(PROJECT / "nbgrader_config.py", root)
        if way == "stock":
            lines = (root / "nbgrader_config.py").read_text().splitlines()
            kept = [line for line in lines if not line.startswith("c.Autograde.")]
            (root / "nbgrader_config.py").write_text("\n".join(kept))
        course = CourseFolder(root.resolve())
        Steps(course).generate("ps1")
        for student in ("bitdiddle", "hacker"):
            shutil.copytree(samples / student, root / "submitted" / student)
        for student, step in (("solver", "source"), ("blank", "release")):
            shutil.copytree(root / step / "ps1", root / "submitted" / student / "ps1")
        if way == "stock":
            nbgraders(root, "autograde", "ps1")
        else:
            grade_class(course, "ps1")
        marks[way] = exported(course)
    assert marks["ours"] == marks["stock"] and len(marks["ours"]) == 4
    assert marks["ours"]["solver"] == 3
