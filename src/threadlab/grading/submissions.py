"""What was handed in, as jobs, and what an assignment plans, from the folders of a course."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.job import digest, make_job
from threadlab.grading.plan import Plan

_MOST = 64 * 2**20  # bytes of a student's other files
_IGNORED = frozenset({"timestamp.txt", ".threadlab.json"})


@dataclass
class Submission:
    """One student's folder: a job for each notebook, and what goes along."""

    student: str
    folder: Path
    jobs: dict[str, bytes]
    files: dict[str, bytes]
    timestamp: bytes
    notes: list[str]

    @property
    def digest(self) -> str:
        """A name of everything that its marks depend on."""
        parts = [f"{name} {digest(job)}" for name, job in sorted(self.jobs.items())]
        return digest("\n".join([*parts, self.timestamp.decode("utf-8", "replace")]).encode())

    @property
    def handed_in(self) -> datetime | None:
        """When it was handed in, in UTC."""
        from nbgrader.utils import parse_utc

        text = self.timestamp.decode("utf-8", "replace").strip()
        try:
            return parse_utc(text) if text else None
        except ValueError:
            return None


@dataclass
class Assignment:
    """An assignment of a course, ready to be graded."""

    name: str
    plans: dict[str, Plan]
    files: dict[str, bytes]
    coursedir: Any
    sealed: bool = True

    @classmethod
    def load(cls, coursedir: Any, name: str, *, sealed: bool = True) -> Assignment:
        """Read the instructor's notebooks; raises `ThreadlabError` if they are not released."""
        import nbformat

        def folder(step: str) -> Path:
            return Path(coursedir.format_path(step, ".", name))

        source, release = folder(coursedir.source_directory), folder(coursedir.release_directory)
        notebooks = sorted(source.glob("*.ipynb"))
        if not notebooks:
            raise ThreadlabError(f"There is no assignment '{name}': {source} has no notebook.")
        plans = {}
        for path in notebooks:
            other = release / path.name
            if not other.is_file():
                raise ThreadlabError(
                    f"'{name}' has no release version: run nbgrader generate_assignment {name}."
                )
            plans[path.stem] = Plan.from_notebook(
                name, path.stem, nbformat.read(path, 4), nbformat.read(other, 4)
            )
        return cls(name, plans, _files(source, coursedir), coursedir, sealed)

    def submissions(self, student: str = "*") -> Iterator[Submission]:
        """What was handed in, by student."""
        pattern = Path(
            self.coursedir.format_path(self.coursedir.submitted_directory, student, self.name)
        )
        root = Path(pattern.anchor)
        for folder in sorted(root.glob(str(pattern.relative_to(root)))):
            if folder.is_dir():
                yield self.submission(folder.parent.name, folder)

    def submission(self, student: str, folder: Path) -> Submission:
        """Read one student's folder."""
        notes: list[str] = []
        files = _files(folder, self.coursedir)
        if sum(map(len, files.values())) > _MOST:
            notes.append(f"More than {_MOST // 2**20} MB of other files were left out.")
            files = {}
        files |= self.files
        stamp = folder / "timestamp.txt"
        jobs = {}
        for name, path in _found(folder, list(self.plans), notes).items():
            jobs[name] = make_job(self.plans[name], path.read_bytes(), files, sealed=self.sealed)
        time = stamp.read_bytes() if stamp.is_file() else b""
        return Submission(student, folder, jobs, files, time, notes)

    def target(self, student: str) -> Path:
        """The folder of the graded notebooks."""
        return Path(
            self.coursedir.format_path(self.coursedir.autograded_directory, student, self.name)
        )


def _found(folder: Path, names: list[str], notes: list[str]) -> dict[str, Path]:
    """The notebooks in `folder` by the names that they should have; renamed ones are recognised."""
    there = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    found = {name: there.pop(name) for name in names if name in there}
    for name in names:
        if name in found or not there:
            continue
        close = difflib.get_close_matches(name.lower(), [stem.lower() for stem in there], 1, 0.5)
        likely = [stem for stem in there if stem.lower() in close
                  or stem.lower().startswith(name.lower())]  # fmt: skip
        if not likely and len(there) == 1 and len(names) == 1:
            likely = list(there)
        if likely:
            notes.append(f"'{likely[0]}.ipynb' was taken for '{name}.ipynb'.")
            found[name] = there.pop(likely[0])
    return found


def _files(folder: Path, coursedir: Any) -> dict[str, bytes]:
    from nbgrader.utils import find_all_files

    if not folder.is_dir():
        return {}
    found = {}
    for name in find_all_files(str(folder), [*coursedir.ignore, "*.ipynb"]):
        path = Path(name)
        if path.name not in _IGNORED and not path.is_symlink() and path.stat().st_size <= _MOST:
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
