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

from threadlab.grading.classroom.answers import Answer
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.pool import Executor, Pool
from threadlab.grading.classroom.progress import progress_of
from threadlab.grading.intake.jobs import make_job
from threadlab.grading.intake.plan import Plan
from threadlab.grading.intake.submissions import Assignment
from threadlab.grading.judging import reading
from threadlab.grading.judging.authors import (
    checks_without_magic,
    doubtful,
    refuse_odd_marks,
    refuse_unseen,
    without_results,
)
from threadlab.words import say

NO_RESULTS = "the solution without results"  # every function returns None


@dataclass
class Calibration:
    """What each answer should fail, and what it failed in each run; what is wrong with the tests.

    `told` has what was said of a test that failed, by answer and test, and `errors` those of
    other cells, by answer.
    """

    assignment: str
    times: int
    expected: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, list[set[str]]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    told: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    tests: dict[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> dict[str, str]:
        """The tests, and the answers, that are not what they should be, and how."""
        found = {f"the test {name}": reason for name, reason in self.tests.items()}
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
                why = [f"{test}: {self.told[name, test]}" for test in more
                       if self.told.get((name, test))]  # fmt: skip
                why += self.errors.get(name, [])[:5] if more else []
                found[name] = ", ".join(words) + (f" ({'; '.join(why)})" if why else "")
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
        many = "1 is not what it" if len(wrong) == 1 else f"{len(wrong)} are not what they"
        return "\n".join([f"{head}{many} should be.", *lines])


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

    So is a solution in which every function returns None. They run in a pool of `workers`, or
    where `executor` runs them. Raises `ThreadlabError` if the assignment is not there, or a test
    of it can't be read.
    """
    _refuse_odd_marks(course, name)
    assignment = Assignment.load(course.nbgrader().coursedir, name, sealed=sealed)
    refuse_unseen(list(assignment.plans.values()))
    result = Calibration(name, times)
    jobs = []
    for book, plan in assignment.plans.items():
        probes = _Probes(course, assignment, book, many=len(assignment.plans) > 1)
        probes.look_at_tests(result)
        probes.try_ends(result)
        probes.try_answers(result, chosen)
        jobs += [
            ((label, plan), make_job(plan, _written(notebook), assignment.files,
                                     given=assignment.files, sealed=sealed))
            for label, notebook in probes.submissions.items()
        ]  # fmt: skip
    if not any(cell.test and cell.points for plan in assignment.plans.values()
               for cell in plan.cells):  # fmt: skip
        result.tests["of the assignment"] = say("authors.no_tests")
    result.failed = {label: [] for (label, _), _ in jobs}
    runner: Executor = executor or Pool(workers or os.cpu_count() or 1)
    try:
        for count, ((label, plan), data, reason) in enumerate(runner.results(jobs * times), 1):
            _note(result, label, plan, data, reason)
            progress(count, len(jobs) * times)
    finally:
        if executor is None:
            runner.close()
    return result


def _refuse_odd_marks(course: CourseFolder, name: str) -> None:
    import nbformat

    for path in sorted((course.root / "source" / name).glob("*.ipynb")):
        refuse_odd_marks(path.stem, nbformat.read(path, as_version=4).cells)


def _note(result: Calibration, label: str, plan: Plan, data: bytes | None, reason: str) -> None:
    """Note what one answer has got in one run."""
    if data is None:
        result.reasons[label] = reason
        return
    graded = json.loads(data)
    if (graded["flags"] or graded["unreadable"]) and label not in result.reasons:
        known = {f"{test}:" for test in result.tests}
        flags = [flag for flag in graded["flags"] if not flag.startswith(tuple(known))]
        if flags or graded["unreadable"]:
            result.reasons[label] = "; ".join([*flags, graded["unreadable"]])
    marks = graded["marks"]
    failed = {test for test in _tests(plan)
              if marks.get(test, {}).get("score") != plan[test].points}  # fmt: skip
    if errors := _errors(graded["notebook"]):
        result.errors.setdefault(label, errors)
    for test in failed:
        result.told[label, test] = str(marks.get(test, {}).get("message", "")).split("\n")[0]
    if label.endswith(NO_RESULTS):  # only what should have failed counts
        failed &= result.expected[label]
    result.failed[label].append(failed)


def _errors(notebook: dict[str, Any]) -> list[str]:
    """What the cells of an answer have raised, and what IPython has said of their magics."""
    found = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            said = str(output.get("evalue", "")).split("\n")[0]
            if output["output_type"] == "error" and output["ename"] != "Threadlab":
                found.append(f"cell {cell['id']}: {output['ename']}: {said}")
            elif output["output_type"] == "stream" and "UsageError:" in output["text"]:
                line = output["text"].partition("UsageError:")[2].split("\n")[0]
                found.append(f"cell {cell['id']}:{line}")
    return found


def _tests(plan: Plan) -> list[str]:
    # a test of no points shows students whether their answer has the right form
    return [cell.id for cell in plan.cells if cell.test and cell.points]


class _Probes:
    """What is tried of one notebook of an assignment."""

    def __init__(self, course: CourseFolder, assignment: Assignment, book: str, *, many: bool):
        import nbformat

        self.course, self.plan = course, assignment.plans[book]
        self.name = assignment.name
        self.prefix = f"{book}: " if many else ""
        self.source, self.release = (
            nbformat.read(course.root / folder / self.name / f"{book}.ipynb", as_version=4)
            for folder in ("source", "release")
        )
        self.submissions: dict[str, Any] = {}

    def look_at_tests(self, result: Calibration) -> None:
        """Note the tests that can't be meant as they are."""
        answers = frozenset(
            name for cell in self.source.cells
            if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code"
            for name in reading.bound(reading.plain(cell.source))
        )  # fmt: skip
        found = doubtful(self.plan, answers)
        found |= dict.fromkeys(checks_without_magic(self.plan, self.release.cells),
                               say("authors.no_magic"))  # fmt: skip
        result.tests |= {f"{self.prefix}{name}": reason for name, reason in found.items()}

    def try_ends(self, result: Calibration) -> None:
        """Try the solution, nothing, and functions without results."""
        tests = set(_tests(self.plan)) - {name.removeprefix(self.prefix) for name in result.tests}
        everywhere = set(_tests(self.plan))
        self._try("the solution", self.source, everywhere - tests, result)
        self._try("the release", self.release, everywhere, result)
        notebook, names = copy.deepcopy(self.source), set()
        for cell in notebook.cells:
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("solution") and cell.cell_type == "code":
                cell.source, own = without_results(cell.source)
                names |= own
        asked = {test for test in tests if names & reading.loaded(reading.plain(_body(
            self.plan[test].source)))}  # fmt: skip
        if asked:
            self._try(NO_RESULTS, notebook, asked, result)

    def try_answers(self, result: Calibration, chosen: Sequence[Path] | None) -> None:
        """Try the known answers that have cells of this notebook."""
        answers = self.course.root / "tests" / "answers" / self.name
        names = {cell.metadata.get("nbgrader", {}).get("grade_id") for cell in self.release.cells}
        for path in sorted(answers.glob("*/*.py")) if chosen is None else chosen:
            answer = Answer.read(path)
            if self.prefix and not names & answer.cells.keys():
                continue
            notebook = copy.deepcopy(self.release)
            answer.fill_in(notebook)
            label = path.relative_to(answers).as_posix()
            self._try(label, notebook, set(answer.fails) & names if self.prefix
                      else set(answer.fails), result)  # fmt: skip

    def _try(self, label: str, notebook: Any, fails: set[str], result: Calibration) -> None:
        self.submissions[self.prefix + label] = notebook
        result.expected[self.prefix + label] = fails


def _body(source: str) -> str:
    """A test without the line of its %%check."""
    first, _, rest = source.lstrip().partition("\n")
    return rest if first.startswith("%%check") else source


def _written(notebook: Any) -> bytes:
    """A notebook as bytes."""
    import nbformat

    return str(nbformat.writes(notebook)).encode()


def main(arguments: Any) -> int:
    """The command: calibrate and print; 1 if the assignment should not be released."""
    course = CourseFolder.find(arguments.course)
    with progress_of(arguments.assignment) as told:
        result = calibrate(
            course,
            arguments.assignment,
            times=arguments.times,
            workers=arguments.workers,
            sealed=not arguments.no_sandbox,
            progress=told,
        )
    print(result.text())
    return int(bool(result.wrong))
