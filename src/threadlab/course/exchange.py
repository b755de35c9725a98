"""Put the assignments of release/ where the Assignments list of the student's lab finds them."""

from __future__ import annotations

import filecmp
import sys
from pathlib import Path

from threadlab.course.folder import CourseFolder


def publish(course: CourseFolder) -> list[str]:
    """Copy what is new in release/ into the course's own exchange; return the names.

    A reader who works alone has no instructor to release anything. An exchange outside of the
    course folder belongs to an instructor and is left alone, and so is Windows, where nbgrader
    has no exchange.
    """
    if sys.platform == "win32":
        return []
    fresh = [
        name
        for name in course.assignments("release")
        if not same_files(course.root / "release" / name, course.outbound / name)
    ]
    if fresh and course.root in course.exchange.parents:
        from threadlab.course.steps import Steps

        steps = Steps(course)
        for name in fresh:
            steps.release(name)
    return fresh


def same_files(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same files with the same contents."""
    if not other.is_dir():
        return False
    names = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    others = sorted(path.relative_to(other) for path in other.rglob("*") if path.is_file())
    return names == others and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names
    )
