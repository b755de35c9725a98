"""A course folder: where its parts lie, and how nbgrader's own classes are set up for it."""

from __future__ import annotations

import contextlib
import glob
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from threadlab.errors import ThreadlabError

CONFIG_NAME = "nbgrader_config.py"
COURSE_ID = "threadlab"  # as in that file


@dataclass(frozen=True)
class CourseFolder:
    """A folder with nbgrader_config.py and source/: everything of one course lies in it."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> CourseFolder:
        """Return the course that `start` (default: the working folder) lies in.

        Raises `ThreadlabError` if no folder from there up holds an nbgrader_config.py.
        """
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / CONFIG_NAME).is_file():
                if glob.escape(str(folder)) != str(folder):
                    raise ThreadlabError(
                        f"nbgrader can't work in {folder}, because of the brackets, stars or "
                        "question marks in its path: rename the folder."
                    )
                return cls(folder)
        raise ThreadlabError(
            f"There is no course in {start} or above it: a course is a folder with "
            f"{CONFIG_NAME}. Change to the folder of the project and run the command again."
        )

    @property
    def config(self) -> Path:
        """The course's nbgrader configuration."""
        return self.root / CONFIG_NAME

    @property
    def gradebook(self) -> Path:
        """nbgrader's database; it exists once an assignment has been generated."""
        return self.root / "gradebook.db"

    @property
    def exchange(self) -> Path:
        """Where assignments are released and handed in, as nbgrader_config.py says."""
        shared = "" if self.root.name == "demo" else os.environ.get("THREADLAB_EXCHANGE", "")
        return Path(shared).expanduser().resolve() if shared else self.root / "exchange"

    @property
    def outbound(self) -> Path:
        """Where students find what is released."""
        return self.exchange / COURSE_ID / "outbound"

    @property
    def inbound(self) -> Path:
        """Where students hand in."""
        return self.exchange / COURSE_ID / "inbound"

    @property
    def demo(self) -> CourseFolder:
        """The course that `threadlab demo` makes."""
        return CourseFolder(self.root / "demo")

    def assignments(self, folder: str = "source") -> list[str]:
        """Return the names of the assignments in `folder` ("source" or "release"), sorted."""
        return sorted(path.parent.name for path in (self.root / folder).glob("*/*.ipynb"))

    def has_class(self) -> bool:
        """Say whether any student is in the gradebook."""
        if not self.gradebook.is_file():
            return False
        with contextlib.closing(sqlite3.connect(self.gradebook)) as database:
            try:
                return bool(database.execute("SELECT 1 FROM student LIMIT 1").fetchone())
            except sqlite3.DatabaseError:
                return False

    def nbgrader(self) -> Any:
        """Return a started `NbGrader` application with this course's configuration.

        Its `config` goes to nbgrader's exchange classes and `NbGraderAPI`, which then do the
        same as the commands and as formgrader's buttons, without a new process for each step.
        """
        from nbgrader.apps import NbGrader

        application = NbGrader()
        application.load_cwd_config = False
        application.config_file = str(self.config.with_suffix(""))
        application.initialize([], root=str(self.root))
        return application
