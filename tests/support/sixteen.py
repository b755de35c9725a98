"""A class of sixteen: right, wrong in one place, wrong in all, cut off, empty, renamed."""

from __future__ import annotations

from dataclasses import dataclass, field

from support import ordinary
from threadlab.grading.classroom.folder import CourseFolder

WRONG = {
    "squares": "def squares(n):\n    return [i for i in range(n)]",
    "stack": "class Stack:\n    pass",
    "order": "def order(numbers):\n    numbers.sort()\n    return numbers",
    "mean": "def mean(numbers):\n    return sum(numbers) // len(numbers)",
}


@dataclass
class Sixteen:
    """The course in which they have handed in, and the marks that each should get."""

    course: CourseFolder
    marks: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        course = self.course
        for number in range(13):
            wrong = {name: WRONG[name] for place, name in enumerate(WRONG) if number & 1 << place}
            ordinary.hand_in(course, f"s{number:02}", ordinary.answered(course, **wrong))
            self.marks[f"s{number:02}"] = 12 - 2 * len(wrong)
        ordinary.hand_in(course, "cut", b'{"cells": [{"cell_ty')
        path = ordinary.hand_in(course, "renamed", ordinary.answered(course))
        path.rename(path.with_name("Ordinary (1).ipynb"))
        ordinary.hand_in(course, "nothing", b"").unlink()
        self.marks |= {"cut": 0, "renamed": 12, "nothing": 0}
