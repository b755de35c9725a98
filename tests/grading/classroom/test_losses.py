"""Whatever is killed, locked or full meanwhile: nothing is lost and nothing is doubled."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from support import ordinary
from support.graded import Here, copied, exported, notebooks, rows
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.pool import Pool
from threadlab.grading.classroom.whole_class import grade_class
from threadlab.grading.marks import gradebook
from threadlab.grading.marks import rows as rows_module
from threadlab.grading.marks.gradebook import RECEIPT


@pytest.fixture
def course(handed_in):
    return handed_in


@pytest.fixture(scope="module")
def whole(sixteen, tmp_path_factory):
    """What grading in one go writes: the rows of the gradebook, and the notebooks."""
    course = copied(sixteen.course, tmp_path_factory.mktemp("whole") / "course")
    grade_class(course, ordinary.NAME, executor=Here())
    return rows(course), notebooks(course)


class Killed(BaseException):
    """What happens in place of the rest: nothing that runs after it is waited for."""


@pytest.mark.parametrize("name", ["remove_folder", "record", "write_folder"])
@pytest.mark.parametrize("place", ["before", "after"])
def test_killed_before_or_after_a_step_and_resumed_nothing_is_lost_or_doubled(
    sixteen, course, whole, monkeypatch, name, place
):
    handed_in = course.root / "submitted"
    kept = handed_in.with_name("kept")
    shutil.copytree(handed_in, kept)
    for path in handed_in.glob("*/*/*.ipynb"):  # each has marks already, and hands in once more
        path.write_bytes(b"not yet")
    grade_class(course, ordinary.NAME, executor=Here())
    shutil.rmtree(handed_in)
    kept.rename(handed_in)

    home = rows_module if name != "record" else gradebook.Recorder
    step = getattr(home, name)
    calls = []

    def killed(*arguments):
        calls.append(arguments)
        if len(calls) == 4 and place == "before":
            raise Killed
        result = step(*arguments)
        if len(calls) == 4:
            raise Killed
        return result

    with monkeypatch.context() as patch:
        patch.setattr(home, name, killed)
        with pytest.raises(Killed):
            grade_class(course, ordinary.NAME, executor=Here())
    report = grade_class(course, ordinary.NAME, executor=Here())
    assert 4 <= sum(row.before for row in report.rows) <= 5  # one has changed nothing
    assert (rows(course), notebooks(course)) == whole
    assert {row.student: row.score for row in report.rows} == exported(course) == sixteen.marks


def test_killed_at_any_moment_and_resumed_nothing_is_lost_or_doubled(course, whole):
    dice = random.Random(7)
    command = [sys.executable, "-m", "threadlab", "grade", ordinary.NAME, "--workers", "2"]
    killed = 0
    for _ in range(3):
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
    report = grade_class(course, ordinary.NAME, executor=Here())
    assert killed == 3
    assert (rows(course), notebooks(course)) == whole
    assert {row.student: row.score for row in report.rows} == exported(course)


def test_workers_that_are_killed_cost_nothing(course, sixteen):
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
    assert exported(course) == sixteen.marks


def children(parents):
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            found += [int(path.parent.name)] if parent in parents else []
    return found


def test_zygotes_that_are_killed_cost_nothing(course, sixteen):
    """Without its sandbox a room ends, which must not look as if the answer had ended itself."""
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
    assert exported(course) == sixteen.marks


def test_workers_of_a_cluster_that_are_lost_cost_nothing(course, whole, monkeypatch):
    # nbval may have put another module in place of the main one, which a new process asks for
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
    assert (rows(course), notebooks(course)) == whole


def test_a_locked_gradebook_is_waited_for(course, sixteen):
    told = []
    other = sqlite3.connect(course.gradebook, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    timer = threading.Timer(1.0, lambda: other.execute("ROLLBACK"))
    timer.start()
    report = grade_class(course, ordinary.NAME, student="s0*", say=told.append, executor=Here())
    timer.join()
    other.close()
    assert all(row.score == sixteen.marks[row.student] for row in report.rows)


def test_a_full_disk_stops_with_a_sentence_and_goes_on_later(course, sixteen, monkeypatch):

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(gradebook, "writes_json", full)
        with pytest.raises(ThreadlabError, match="No space left"):
            grade_class(course, ordinary.NAME, executor=Here())
    grade_class(course, ordinary.NAME, executor=Here())
    assert exported(course) == sixteen.marks


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(course, sixteen):
    def progress(done, count):
        if done == 4:
            raise KeyboardInterrupt

    report = grade_class(course, ordinary.NAME, workers=1, progress=progress)
    assert report.stopped and "goes on from here" in report.text()
    report = grade_class(course, ordinary.NAME, executor=Here())
    assert sum(row.before for row in report.rows) >= 4
    assert exported(course) == sixteen.marks
