"""Put the assignments of release/ where the Assignments list of the student's lab finds them."""

from __future__ import annotations

import filecmp
import sys
from pathlib import Path

from threadlab.grading.classroom.folder import CourseFolder


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
    if not fresh or course.root not in course.exchange.parents:
        return []
    from threadlab.grading.classroom.steps import Steps

    steps = Steps(course)
    for name in fresh:
        steps.release(name)
    return fresh


def same_files(one: Path, other: Path) -> bool:
    """Say whether two folders hold the same files with the same contents."""
    if not other.is_dir():
        return False
    names = _files(one)
    return names == _files(other) and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in names
    )


def _files(folder: Path) -> list[Path]:
    """What lies in `folder`, without what JupyterLab keeps beside each notebook it opens."""
    return sorted(
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and ".ipynb_checkpoints" not in path.parts
    )
