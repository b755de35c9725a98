"""`threadlab grade ASSIGNMENT`: a whole class, and a summary of how it went."""

from __future__ import annotations

import glob
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from time import monotonic
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.pool import Executor, Pool
from threadlab.grading.classroom.progress import progress_of
from threadlab.grading.classroom.steps import enter_if_missing
from threadlab.grading.intake.submissions import Assignment, Submission
from threadlab.grading.judging.authors import refuse_unseen
from threadlab.grading.marks.gradebook import Recorder, penalty_of
from threadlab.grading.marks.rows import Row, earlier, nobody, nothing, recorded
from threadlab.grading.wire.texts import is_student_id, printable

_MOST_ALIKE = 5  # students with the same note who have a line each


@dataclass
class Report:
    """A class, graded."""

    assignment: str
    rows: list[Row] = field(default_factory=list)
    seconds: float = 0.0
    stopped: bool = False

    def text(self) -> str:
        """The summary."""
        done = [row for row in self.rows if not row.before]
        flagged = [row for row in self.rows if row.flags]
        failed = [row for row in self.rows if row.failed]
        hand = [row for row in self.rows if row.waits and not row.failed]
        lines = [
            f"{self.assignment}: {len(done)} graded in {self.seconds:.1f} s"
            + (f" ({len(done) / self.seconds:.1f} a second)" if done and self.seconds else "")
            + (f", {len(self.rows) - len(done)} were graded before" if len(self.rows) > len(done)
               else "")
            + "."
        ]  # fmt: skip
        good = [row.score for row in self.rows if not row.failed]
        if good:
            lines.append(f"Marks from {min(good):g} to {max(good):g} of "
                         f"{max(row.most for row in self.rows):g}, "
                         f"{sum(good) / len(good):.1f} on average.")  # fmt: skip
        if hand:
            lines.append(_counted(hand, "have answers that wait for a person (formgrader)."))
        if given := [row for row in self.rows if row.manual]:
            lines.append(_counted(given, "have marks by hand, which count."))
        if runs := [count for row in self.rows for count in row.searched.values()]:
            lines.append(
                f"Checks were tried under {min(runs)} to {max(runs)} schedules; how many they are "
                "behind a mark stands below its cell in formgrader, and in --json."
            )
        for title, rows, reason in (
            ("can't be read and have 0 marks", failed, lambda row: row.failed),
            ("have marks that wait until a person has looked", flagged,
             lambda row: "; ".join(row.flags)),
            ("are late", [row for row in self.rows if row.seconds_late],
             lambda row: f"{_span(row.seconds_late)}, {row.penalty:g} points less"),
            ("have not handed in every notebook", [row for row in self.rows if row.missing],
             lambda row: ", ".join(row.missing)),
        ):  # fmt: skip
            if rows:
                lines.append(_counted(rows, f"{title}:"))
                lines += [f"  {row.student}: {reason(row)}" for row in rows]
        noted = [row for row in self.rows if row.notes and not row.failed]
        if noted:
            lines.append(f"{len(noted)} needed putting right:")
            lines += _together([(row.student, " ".join(row.notes)) for row in noted])
        if self.stopped:
            lines.append("Stopped. What was graded is safe; the same command goes on from here.")
        return "\n".join(map(printable, lines))

    def data(self) -> dict[str, Any]:
        """The report as JSON."""
        return asdict(self)


def _counted(rows: Sequence[Row], words: str) -> str:
    """How many do something, where `words` are of several."""
    if len(rows) == 1:
        words = re.sub(r"\bhave\b", "has", re.sub(r"^are\b", "is", words), count=1)
    return f"{len(rows)} {words}"


def grade_class(
    course: CourseFolder,
    name: str,
    *,
    executor: Executor | None = None,
    workers: int = 0,
    student: str = "*",
    force: bool = False,
    sealed: bool | None = None,
    say: Callable[[str], None] = lambda words: None,
    progress: Callable[[int, int], None] = lambda done, count: None,
) -> Report:
    """Grade every submission of the assignment `name` that has changed since it was graded.

    Raises `ThreadlabError` where nothing can be graded; what is wrong with one submission is in
    its row. Ctrl-C ends it cleanly, with the report of what was done.
    """
    application = course.nbgrader()
    from threadlab.grading.classroom.plugin import Sealed

    settings = Sealed(parent=application)
    sealed = settings.sandbox if sealed is None else sealed
    coursedir = application.coursedir
    assignment = Assignment.load(coursedir, name, sealed=sealed)
    refuse_unseen(list(assignment.plans.values()))
    if said := enter_if_missing(course, coursedir, name):
        say(said)
        assignment = Assignment.load(coursedir, name, sealed=sealed)
    penalty = penalty_of(application)
    recorder = Recorder(coursedir.db_url, coursedir.course_id, penalty, say)
    report = Report(name)
    begin = monotonic()
    entries = list(assignment.submissions(student))
    if not entries:
        raise ThreadlabError(f"Nobody has handed in '{name}': {coursedir.submitted_directory}/ has "
                             "no submission of it. Run nbgrader collect first.")  # fmt: skip
    todo: list[Submission] = []
    for entry in entries:
        if not is_student_id(entry.student):  # not for the gradebook either
            row: Row | None = nobody(assignment, entry)
        else:
            row = None if force else earlier(assignment, entry, recorder)
        if row is None:
            todo.append(entry)
        else:
            report.rows.append(row)
    jobs = [((entry, book), job) for entry in todo for book, job in entry.jobs.items()]
    done: dict[str, dict[str, Any]] = {entry.student: {} for entry in todo}
    own = executor is None
    runner: Executor = executor or Pool(workers or os.cpu_count() or 1)
    count = 0
    try:
        for entry in todo:
            if not entry.jobs:
                report.rows.append(recorded(assignment, entry, {}, recorder))
        for (entry, book), result, reason in runner.results(jobs):
            data = json.loads(result) if result is not None else nothing(assignment, book, reason)
            done[entry.student][book] = data
            if len(done[entry.student]) == len(entry.jobs):
                report.rows.append(recorded(assignment, entry, done.pop(entry.student), recorder))
                count += 1
                progress(count, len(todo))
    except KeyboardInterrupt:
        report.stopped = True
    finally:
        if own:
            runner.close()
        recorder.close()
    report.seconds = monotonic() - begin
    report.rows.sort(key=lambda row: row.student)
    return report


def _together(notes: list[tuple[str, str]]) -> list[str]:
    """A line for each student and note; one line for those who have the same in great number."""
    students: dict[str, list[str]] = {}
    for student, note in notes:
        students.setdefault(note, []).append(student)
    lines = []
    for note, names in students.items():
        if len(names) > _MOST_ALIKE:
            names = [f"{', '.join(names[:_MOST_ALIKE])} and {len(names) - _MOST_ALIKE} more"]
        lines += [f"  {name}: {note}" for name in names]
    return lines


def _span(seconds: float) -> str:
    """How late, in the largest unit that fits."""
    for name, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {name}"
    return f"{seconds:.0f} seconds"


def _expected(course: CourseFolder, arguments: Any) -> int:
    """About how many submissions are to be graded, before nbgrader is there to say it."""
    name, student = arguments.assignment, arguments.student
    return sum(
        student in ("*", folder.parent.name)
        and (
            arguments.force or not (course.root / "autograded" / folder.parent.name / name).exists()
        )
        for folder in (course.root / "submitted").glob(f"*/{glob.escape(name)}")
    )


def main(arguments: Any) -> int:
    """The command: grade, print the summary; 0 if every submission has its marks."""
    course = CourseFolder.find(arguments.course)
    executor: Executor | None = None
    if arguments.scheduler:
        from threadlab.grading.classroom.cluster import Cluster

        executor = Cluster(arguments.scheduler)
    else:
        executor = Pool(arguments.workers or os.cpu_count() or 1)
        if not arguments.no_sandbox:  # while this process reads what nbgrader brings
            executor.begin(_expected(course, arguments))
    try:
        with progress_of(arguments.assignment, shown=not arguments.json) as told:
            report = grade_class(
                course,
                arguments.assignment,
                executor=executor,
                workers=arguments.workers,
                student=arguments.student,
                force=arguments.force,
                sealed=False if arguments.no_sandbox else None,
                say=told.say,
                progress=told,
            )
    finally:
        if executor is not None:
            executor.close()
    if arguments.json:
        print(json.dumps(report.data(), indent=1))
    else:
        print(report.text())
    if arguments.csv:
        from threadlab.grading.classroom.steps import Steps

        Steps(course).export(arguments.csv)
    bad = any(row.failed or row.flags for row in report.rows)
    return 130 if report.stopped else int(bad)
