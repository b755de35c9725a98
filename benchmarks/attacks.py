"""What attacks and accidents come to: stock nbgrader and this pipeline, on the same submissions.

    python benchmarks/attacks.py [--no-stock]

Each line is a submission of the ordinary assignment (12 points) from tests/support/hostile.py. A
cheat's first answer is wrong, so that 10 points are honest and 12 a success of the attack; an
accident's answers are all right, so that less than 12 is a loss of an honest student. Submissions
that would harm the machine without a sandbox are not given to stock nbgrader.
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

from support import ordinary  # noqa: E402
from support.hostile import ACCIDENTS, CHEATS, FLOODS, WRONG  # noqa: E402
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-stock", action="store_true")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine = ours(folder / "ours")
        theirs = {} if parser.parse_args().no_stock else stock(folder / "stock")
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


if __name__ == "__main__":
    main()
