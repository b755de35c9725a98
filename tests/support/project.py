"""Where things are, and a course in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder

PROJECT = Path(__file__).resolve().parent.parent.parent
ANSWERS = PROJECT / "tests" / "answers"
PROGRAMS = PROJECT / "tests" / "programs"


def new_course(folder: Path) -> CourseFolder:
    """Make an empty course with the homework of the project."""
    folder.mkdir(parents=True)
    shutil.copy(PROJECT / CONFIG_NAME, folder / CONFIG_NAME)
    for part in ("source", "release", "notebooks"):
        shutil.copytree(PROJECT / part, folder / part)
    return CourseFolder(folder.resolve())
