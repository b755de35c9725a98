"""Grading a class, beside stock nbgrader in the same run: submissions a second, and memory.

    python benchmarks/grading.py [--class 100] [--stock 20] [--large 0] [--tickets 0]

The ordinary class hands in six graded cells of plain assertions, a third of it wrong in one place.
`--stock` of them are graded by nbgrader itself too, and the marks compared. `--large 1000` grades
that many and prints the time and the peak memory at each quarter; `--tickets` a class of the
tickets homework. Times are of whole commands' work: prepare, run, judge and record.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import nbformat  # noqa: E402

from support import ordinary  # noqa: E402
from threadlab.grading.classroom.answers import Answer  # noqa: E402
from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder  # noqa: E402
from threadlab.grading.classroom.steps import Steps  # noqa: E402
from threadlab.grading.classroom.whole_class import grade_class  # noqa: E402

WRONG = {"squares": "def squares(n):\n    return [i for i in range(n)]"}


def make_class(root: Path, count: int, *, stock: bool = False) -> CourseFolder:
    course = ordinary.make_course(root, stock=stock)
    for number in range(count):
        wrong = WRONG if number % 3 == 0 else {}
        ordinary.hand_in(course, f"s{number:05}", ordinary.answered(course, **wrong))
    return course


def marks(course: CourseFolder) -> dict[str, float]:
    path = course.root / "grades.csv"
    Steps(course).export(path)
    with path.open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def stock(count: int, folder: Path) -> tuple[float, float, dict[str, float]]:
    """Seconds a submission of nbgrader's autograde and feedback, and its marks."""
    course = make_class(folder / "stock", count, stock=True)
    steps = Steps(course)
    begin = perf_counter()
    for number in range(count):
        assert steps.api.autograde(ordinary.NAME, f"s{number:05}")["success"]
    graded = perf_counter()
    assert steps.api.generate_feedback(ordinary.NAME)["success"]
    return (graded - begin) / count, (perf_counter() - graded) / count, marks(course)


def ours(count: int, folder: Path, workers: int) -> tuple[float, float, dict[str, float]]:
    course = make_class(folder / f"ours{workers}", count)
    begin = perf_counter()
    grade_class(course, ordinary.NAME, workers=workers)
    graded = perf_counter()
    assert Steps(course).api.generate_feedback(ordinary.NAME)["success"]
    return (graded - begin) / count, (perf_counter() - graded) / count, marks(course)


def tickets(count: int, folder: Path) -> float:
    """Seconds a submission of the tickets homework, right and wrong answers in turn."""
    root = folder / "tickets"
    shutil.copytree(ROOT / "source" / "tickets", root / "source" / "tickets")
    shutil.copy(ROOT / CONFIG_NAME, root)
    course = CourseFolder(root.resolve())
    Steps(course).generate("tickets")
    answers = sorted((ROOT / "tests" / "answers" / "tickets").glob("*/*.py"))
    for number, path in zip(range(count), itertools.cycle(answers), strict=False):
        notebook = nbformat.read(root / "release" / "tickets" / "tickets.ipynb", 4)
        Answer.read(path).fill_in(notebook)
        target = root / "submitted" / f"s{number:05}" / "tickets"
        target.mkdir(parents=True)
        nbformat.write(notebook, target / "tickets.ipynb")
    begin = perf_counter()
    grade_class(course, "tickets")
    return (perf_counter() - begin) / count


def workers_memory() -> float:
    """MB that the largest process of a grading worker holds now."""
    largest = 0.0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if b"threadlab.grading.classroom.worker" in (path / "cmdline").read_bytes():
                for line in (path / "status").read_text().splitlines():
                    if line.startswith("VmHWM"):
                        largest = max(largest, int(line.split()[1]) / 1024)
        except OSError:
            continue
    return largest


def large(count: int, folder: Path) -> None:
    course = make_class(folder / "large", count)
    begin = perf_counter()
    lines: list[str] = []

    def progress(done: int, of: int) -> None:
        if done % (of // 4) == 0:
            parent = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            lines.append(f"  {done:>6} graded after {perf_counter() - begin:6.1f} s; "
                         f"parent {parent:.0f} MB, worker {workers_memory():.0f} MB")  # fmt: skip

    grade_class(course, ordinary.NAME, progress=progress)
    print("\n".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--class", type=int, default=100, dest="count")
    parser.add_argument("--stock", type=int, default=20)
    parser.add_argument("--large", type=int, default=0)
    parser.add_argument("--tickets", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine = {count: ours(arguments.count, folder, count) for count in (1, 2, 4)}
        for workers, (graded, told, _) in mine.items():
            print(f"ours, {workers} workers: {graded * 1000:6.0f} ms a submission, "
                  f"feedback {told * 1000:.0f} ms")  # fmt: skip
        if arguments.stock:
            graded, told, theirs = stock(arguments.stock, folder)
            print(f"stock nbgrader:  {graded * 1000:6.0f} ms a submission, "
                  f"feedback {told * 1000:.0f} ms")  # fmt: skip
            best = min(result[0] for result in mine.values())
            print(f"ratio {graded / best:.1f} (2 workers {graded / mine[2][0]:.1f})")
            same = all(mine[2][2][student] == mark for student, mark in theirs.items())
            print("the marks are", "the same" if same else "NOT the same")
        if arguments.tickets:
            print(f"tickets: {tickets(arguments.tickets, folder):.2f} s a submission")
        if arguments.large:
            large(arguments.large, folder)


if __name__ == "__main__":
    main()
