"""The ordinary assignment, made once, and copies of its course."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader import api

from support import ordinary
from support.graded import copied
from support.sixteen import Sixteen
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.intake.plan import Plan
from threadlab.grading.intake.submissions import Assignment


@pytest.fixture(scope="session", autouse=True)
def alembic() -> Iterator[None]:
    """Ask once which version a new gradebook has: nbgrader starts a program for each of them.

    That the program is found is held by tests/course/test_course.py.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "get_alembic_version", functools.cache(api.get_alembic_version))
        yield


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course with the ordinary assignment, for all tests: nobody changes it."""
    return ordinary.make_course(tmp_path_factory.mktemp("ordinary") / "course")


@pytest.fixture
def course(original: CourseFolder, tmp_path: Path) -> CourseFolder:
    """A copy of that course."""
    return copied(original, tmp_path / "course")


@pytest.fixture(scope="session")
def sixteen(original: CourseFolder, tmp_path_factory: pytest.TempPathFactory) -> Sixteen:
    """A class that has handed in the ordinary assignment, for all tests: nobody changes it."""
    return Sixteen(copied(original, tmp_path_factory.mktemp("class") / "course"))


@pytest.fixture
def handed_in(sixteen: Sixteen, tmp_path: Path) -> CourseFolder:
    """A copy of the course of that class, not graded yet."""
    return copied(sixteen.course, tmp_path / "course")


@pytest.fixture(scope="session")
def assignment(original: CourseFolder) -> Assignment:
    return Assignment.load(original.nbgrader().coursedir, ordinary.NAME)


@pytest.fixture(scope="session")
def plan(assignment: Assignment) -> Plan:
    return assignment.plans[ordinary.NAME]
