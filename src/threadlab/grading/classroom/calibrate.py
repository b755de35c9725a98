"""`threadlab calibrate ASSIGNMENT`: are the marks what they should be, every time?

The reference solution must get all points, the release unanswered none, and every answer in
tests/answers/ASSIGNMENT those points that it says; N times each, with the same result each time.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.pool import Executor, Pool
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.intake.plan import Plan
from threadlab.grading.judging.authors import refuse_unseen


@dataclass
class Calibration:
    """What each answer should fail, and what it failed in each run."""

    assignment: str
    times: int
    expected: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, list[set[str]]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> dict[str, str]:
        """The answers whose marks are not what they should be, and how."""
        found = {}
        for name, runs in self.failed.items():
            odd = [run for run in runs if run != self.expected[name]]
            if name in self.reasons:
                found[name] = self.reasons[name]
            elif odd:
                more = sorted(odd[0] - self.expected[name])
                less = sorted(self.expected[name] - odd[0])
                words = [f"in {len(odd)} of {len(runs)} runs"]
                words += [f"fails {', '.join(more)} and should not"] if more else []
                words += [f"passes {', '.join(less)} and should not"] if less else []
                found[name] = ", ".join(words)
        return found

    def text(self) -> str:
        """The result as text."""
        wrong = self.wrong
        lines = [f"  {name}: {reason}" for name, reason in wrong.items()]
        runs = sum(map(len, self.failed.values()))
        head = (
            f"{self.assignment}: {len(self.failed)} answers, {self.times} times each, {runs} runs: "
        )
        if not wrong:
            return head + "all marks are what they should be, every time."
        return "\n".join([f"{head}{len(wrong)} are not what they should be.", *lines])


def calibrate(
    course: CourseFolder,
    name: str,
    *,
    times: int = 3,
    workers: int = 0,
    sealed: bool = True,
    chosen: Sequence[Path] | None = None,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] = lambda done, count: None,
) -> Calibration:
    """Grade the solution, the release and every known answer, or those `chosen`, `times` times.

    They run in a pool of `workers`, or where `executor` runs them. Raises `ThreadlabError` if the
    assignment is not there.
    """
    import nbformat

    def read(folder: str) -> Any:
        path = course.root / folder / name / f"{name}.ipynb"
        if not path.is_file():
            raise ThreadlabError(f"There is no {path}: generate the assignment first.")
        return nbformat.read(path, as_version=4)

    source, release = read("source"), read("release")
    files = _files(course.root / "source" / name)
    plan = Plan.from_notebook(name, name, source, release, files=files)
    refuse_unseen([plan])
    # a test of no points shows students whether their answer has the right form
    tests = {cell.id for cell in plan.cells if cell.test and cell.points}
    result = Calibration(name, times)
    submissions: dict[str, Any] = {"the solution": source, "the release": release}
    result.expected = {"the solution": set(), "the release": set(tests)}
    answers = course.root / "tests" / "answers" / name
    for path in sorted(answers.glob("*/*.py")) if chosen is None else chosen:
        answer = Answer.read(path)
        notebook = copy.deepcopy(release)
        answer.fill_in(notebook)
        label = path.relative_to(answers).as_posix()
        submissions[label] = notebook
        result.expected[label] = set(answer.fails)
    jobs = [
        (
            label,
            make_job(plan, nbformat.writes(notebook).encode(), files, given=files, sealed=sealed),
        )
        for _ in range(times)
        for label, notebook in submissions.items()
    ]
    result.failed = {label: [] for label in submissions}
    runner: Executor = executor or Pool(workers or os.cpu_count() or 1)
    try:
        for count, (label, data, reason) in enumerate(runner.results(jobs), 1):
            if data is None:
                result.reasons[label] = reason
                continue
            graded = json.loads(data)
            if graded["flags"] or graded["unreadable"]:
                result.reasons[label] = "; ".join([*graded["flags"], graded["unreadable"]])
            marks = graded["marks"]
            result.failed[label].append(
                {test for test in tests if marks.get(test, {}).get("score") != plan[test].points}
            )
            progress(count, len(jobs))
    finally:
        if executor is None:
            runner.close()
    return result


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".ipynb" and ".ipynb_checkpoints" not in path.parts
    }


def main(arguments: Any) -> int:
    """The command: calibrate and print; 1 if the assignment should not be released."""
    course = CourseFolder.find(arguments.course)
    result = calibrate(
        course,
        arguments.assignment,
        times=arguments.times,
        workers=arguments.workers,
        sealed=not arguments.no_sandbox,
    )
    print(result.text())
    return int(bool(result.wrong))
