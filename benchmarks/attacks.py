"""What attacks and accidents come to: stock nbgrader and this pipeline, on the same submissions.

    python benchmarks/attacks.py [--no-stock] [--part notebooks|checks|time]

Each line of the first part is a submission of the ordinary assignment (12 points) from
tests/support/hostile.py. A cheat's first answer is wrong, so that 10 points are honest and 12 a
success of the attack; an accident's answers are all right, so that less than 12 is a loss of an
honest student. Submissions that would harm the machine without a sandbox are not given to stock
nbgrader.

The second part has racy answers to a check (tests/support/carriers.py), through the whole of the
grading. The third is a table over all assignments: what the checks give to an answer whose threads
race and to a right one, as they are, with time burnt in every class and function, with fourteen
children that spin, and at a hundredth of the time by the clock. Where time is burnt, checks get a
thirtieth of their work and as much less is burnt, so that it ends within minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import nbformat  # noqa: E402
from nbformat.v4 import new_code_cell  # noqa: E402

from support import carriers, ordinary  # noqa: E402
from support.hostile import ACCIDENTS, CHEATS, FLOODS, WRONG  # noqa: E402
from support.judged import judged  # noqa: E402
from support.wasted import LOCKLESS, RIGHT, WAYS, marks_of_checks  # noqa: E402
from threadlab.grading.classroom.folder import CourseFolder  # noqa: E402
from threadlab.grading.classroom.job import grade  # noqa: E402
from threadlab.grading.classroom.steps import Steps  # noqa: E402
from threadlab.grading.intake.jobs import make_job  # noqa: E402
from threadlab.grading.intake.submissions import Assignment  # noqa: E402

HARMFUL = {"kills its parent and its group", "a process left behind", "all memory taken", *FLOODS}
SECONDS = 5  # of a cell
HANGS = 60  # seconds after which stock nbgrader is given up


def submissions(course: CourseFolder) -> dict[tuple[str, str], Any]:
    found = {}
    for name, text in CHEATS.items():
        answer = text if "def squares" in text else WRONG + text
        found["cheat", name] = ordinary.answered(course, squares=answer)
    for kind, programs in (("accident", ACCIDENTS), ("flood", FLOODS)):
        for name, text in programs.items():
            notebook = ordinary.answered(course)
            notebook.cells.insert(3, new_code_cell(text))
            found[kind, name] = notebook
    return found


def stock(root: Path) -> dict[tuple[str, str], str]:
    """The points that nbgrader gives, or that it gave up."""
    course = ordinary.make_course(root, stock=True)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f"\nc.ExecutePreprocessor.timeout = {SECONDS}\n")
    steps = Steps(course)
    points = {}
    for number, (key, notebook) in enumerate(submissions(course).items()):
        if key[1] in HARMFUL:
            points[key] = "not tried"
            continue
        student = f"s{number:03}"
        ordinary.hand_in(course, student, notebook)
        command = [sys.executable, "-m", "nbgrader", "autograde", ordinary.NAME]
        with subprocess.Popen(
            [*command, "--student", student], cwd=root, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                done = process.wait(HANGS) == 0
            except subprocess.TimeoutExpired:
                points[key] = "hangs"
                os.killpg(process.pid, signal.SIGKILL)
                continue
        score = steps.api.get_submission(ordinary.NAME, student)["score"] if done else 0
        points[key] = f"{score:g}" if done else "ungraded"
    return points


def ours(root: Path) -> dict[tuple[str, str], str]:
    course = ordinary.make_course(root)
    plan = Assignment.load(course.nbgrader().coursedir, ordinary.NAME).plans[ordinary.NAME]
    plan = replace(plan, limits=replace(plan.limits, seconds=float(SECONDS)))
    points = {}
    for key, notebook in submissions(course).items():
        result = json.loads(grade(make_job(plan, nbformat.writes(notebook).encode(), {})))
        score = sum(mark["score"] for mark in result["marks"].values())
        points[key] = "flagged" if result["flags"] else f"{score:g}"
    return points


def notebooks(*, with_stock: bool) -> None:
    """The first part: cheats, accidents and floods."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine = ours(folder / "ours")
        theirs = stock(folder / "stock") if with_stock else {}
    print(f"{'':<66}{'stock':>10}{'ours':>9}")
    for key, points in mine.items():
        print(f"{key[0]:>8}: {key[1]:<56}{theirs.get(key, ''):>10}{points:>9}")
    for kind, good in (("cheat", ("10", "flagged", "0")), ("accident", ("12",))):
        for title, points in (("stock", theirs), ("ours", mine)):
            tried = [value for (one, _), value in points.items() if one == kind
                     and value != "not tried"]  # fmt: skip
            bad = [value for value in tried if value not in good and (
                kind == "accident" or value == "12")]  # fmt: skip
            if tried:
                what = "succeeded" if kind == "cheat" else "cost marks"
                print(f"{title}: {len(bad)} of {len(tried)} {kind}s {what}")


def checks() -> None:
    """The second part: racy answers to a check."""
    answers = carriers.answers()
    tried: dict[str, int] = {}
    took: dict[str, list[str]] = {}
    flagged: dict[str, int] = {}
    for (kind, name), answer in answers.items():
        result = judged(f"%%check --runs 100\n{carriers.CHECK}", answer, skeleton="pass")
        mark = result["marks"]["test"]
        tried[kind] = tried.get(kind, 0) + 1
        flagged[kind] = flagged.get(kind, 0) + bool(mark["flag"])
        if mark["score"]:
            took.setdefault(kind, []).append(name)
    for kind, count in tried.items():
        names = took.get(kind, [])
        print(f"{kind}: {count} tried, {len(names)} took the mark {', '.join(names)}".rstrip()
              + f"; {flagged[kind]} flagged")  # fmt: skip


def time() -> None:
    """The third part: whether marks are to be had for time."""
    print(f"{'marks of checks':<24}" + "".join(f"{f'racy, {way}':>22}" for way in WAYS)
          + "".join(f"{f'right, {way}':>22}" for way in WAYS))  # fmt: skip
    for name in LOCKLESS:
        row = [marks_of_checks(name, answer, way) for answer in (LOCKLESS[name], RIGHT[name])
               for way in WAYS]  # fmt: skip
        print(f"{name:<24}" + "".join(f"{told:>22}" for told in row), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-stock", action="store_true")
    parser.add_argument("--part", choices=("notebooks", "checks", "time"))
    options = parser.parse_args()
    if options.part in (None, "notebooks"):
        notebooks(with_stock=not options.no_stock)
    if options.part in (None, "checks"):
        checks()
    if options.part in (None, "time"):
        time()


if __name__ == "__main__":
    main()
