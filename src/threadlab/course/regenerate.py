"""`threadlab regenerate ASSIGNMENT`: another test after something was handed in.

The release is generated again, what has changed is graded again, and pages of feedback that there
were are made anew. Marks and comments by hand stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from threadlab.course.exchange import same_files
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.pool import Executor
from threadlab.grading.classroom.progress import progress_of
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import Report, grade_class
from threadlab.grading.wire.texts import printable


@dataclass
class Regeneration:
    """An assignment, generated and graded again."""

    assignment: str
    told: list[str] = field(default_factory=list)  # by generating
    report: Report | None = None  # None where nobody has handed in
    before: dict[str, float] = field(default_factory=dict)  # scores, by student
    pages: int = 0  # of how many students the feedback was made anew
    outdated: bool = False  # whether students would fetch an earlier version

    @property
    def changed(self) -> dict[str, tuple[float, float]]:
        """The students whose marks are others now: what they had, and what they have."""
        rows = self.report.rows if self.report else []
        return {
            row.student: (self.before[row.student], row.score)
            for row in rows
            if row.student in self.before and abs(self.before[row.student] - row.score) > 1e-9
        }

    def text(self) -> str:
        """What has become another, and what is left to do."""
        name = self.assignment
        lines = [f"{name} is generated again.", *self.told]
        if self.report is None:
            lines.append("Nobody has handed it in, so nothing was graded.")
        else:
            lines.append(self.report.text())
            if changed := self.changed:
                lines.append(f"{len(changed)} have other marks than before:")
                lines += [f"  {student}: {old:g} → {new:g}"
                          for student, (old, new) in changed.items()]  # fmt: skip
            elif self.before and not self.report.stopped:
                lines.append("Nobody's marks have changed.")
        if self.pages:
            lines.append(
                f"The feedback of {self.pages} was made anew; give it out with "
                f"'nbgrader release_feedback {name}'."
            )
        if self.outdated:
            lines.append(
                "Who fetches the assignment gets its earlier version until it is released: "
                f"'nbgrader release_assignment {name} --force'."
            )
        return "\n".join(map(printable, "\n".join(lines).split("\n")))


def regenerate(
    course: CourseFolder,
    name: str,
    *,
    forget: bool = False,
    workers: int = 0,
    executor: Executor | None = None,
    sealed: bool | None = None,
    say: Callable[[str], None] = lambda words: None,
    progress: Callable[[int, int], None] = lambda done, count: None,
) -> Regeneration:
    """Generate an assignment again and grade what has changed.

    Raises `ThreadlabError` with nothing changed if it can't be generated as it is, or if something
    that a person has given would go with its cell and may not (`forget`).
    """
    if name not in course.assignments():
        raise ThreadlabError(
            f"There is no assignment '{name}': {course.root / 'source' / name} has no notebook."
        )
    steps = Steps(course)
    result = Regeneration(name, before=_scores(steps, name))
    result.told = steps.generate(name, forget=forget)
    result.outdated = (course.outbound / name).is_dir() and not same_files(
        course.root / "release" / name, course.outbound / name
    )
    submitted = steps.api.coursedir.submitted_directory
    if not list(course.root.glob(f"{submitted}/*/{name}")):
        return result
    result.report = grade_class(
        course, name, executor=executor, workers=workers, sealed=sealed, say=say, progress=progress
    )
    if not result.report.stopped:
        result.pages = _pages(course, steps, name)
    return result


def _scores(steps: Steps, name: str) -> dict[str, float]:
    """The scores that are in the gradebook, by student."""
    from nbgrader.api import MissingEntry

    with steps.api.gradebook as gradebook:
        try:
            submissions = gradebook.assignment_submissions(name)
        except MissingEntry:
            return {}
        return {
            each.student.id: max(0.0, each.score - each.late_submission_penalty)
            for each in submissions
        }


def _pages(course: CourseFolder, steps: Steps, name: str) -> int:
    """Make the feedback anew of those who have some; return of how many."""
    folder = course.root / steps.api.coursedir.feedback_directory
    students = sorted(path.parent.name for path in folder.glob(f"*/{name}") if any(_html(path)))
    for student in students:
        steps.make_feedback(name, student)
    return len(students)


def _html(folder: Path) -> list[Path]:
    return list(folder.glob("*.html"))


def main(arguments: Any) -> int:
    """The command; 0 if every submission has its marks."""
    course = CourseFolder.find(arguments.course)
    with progress_of(arguments.assignment) as told:
        result = regenerate(
            course,
            arguments.assignment,
            forget=arguments.forget,
            workers=arguments.workers,
            sealed=False if arguments.no_sandbox else None,
            say=told.say,
            progress=told,
        )
    print(result.text())
    report = result.report
    if report is None:
        return 0
    return 130 if report.stopped else int(any(row.failed or row.flags for row in report.rows))
