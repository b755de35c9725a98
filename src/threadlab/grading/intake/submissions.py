"""What was handed in, as jobs, and what an assignment plans, from the folders of a course."""

from __future__ import annotations

import contextlib
import glob
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.machinery import PathFinder
from pathlib import Path, PurePosixPath
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.finding import notebooks
from threadlab.grading.intake.folders import Refused, find, is_link, listing, read
from threadlab.grading.intake.jobs import digest, make_job
from threadlab.grading.intake.plan import Plan, refuse_changed
from threadlab.grading.intake.prepare import MOST_BYTES
from threadlab.grading.wire.texts import number, printable
from threadlab.words import say

_MOST_BYTES_BESIDE = 16 * 2**20  # of the files beside a notebook
_MOST_BYTES_GIVEN = 30 * 2**20  # of an instructor's files: as hex, what one message may have
_MOST_FILES = 1000  # a room's disk has a number of its own
_IGNORED = frozenset({"timestamp.txt", ".threadlab.json"})
_YEARS = range(1970, 3000)  # others overflow when a page shows them in a time zone


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
        return parsed(self.timestamp)


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
        sources = sorted(source.glob("*.ipynb"))
        if not sources:
            raise ThreadlabError(f"There is no assignment '{name}': {source} has no notebook.")
        files = given_files(source, coursedir)
        made = _made(coursedir, name)
        delimiters = hidden_delimiters(coursedir)
        plans = {}
        for path in sources:
            other = release / path.name
            if not other.is_file():
                raise ThreadlabError(
                    f"'{name}' has no release version: run nbgrader generate_assignment {name}."
                )
            given, out = nbformat.read(path, 4), nbformat.read(other, 4)
            newer = path.stat().st_mtime > other.stat().st_mtime
            refuse_changed(name, path.stem, given, out, made.get(path.stem), newer=newer)
            plans[path.stem] = Plan.from_notebook(
                name, path.stem, given, out,
                made=made.get(path.stem), delimiters=delimiters, files=files,
            )  # fmt: skip
        size, most = sum(map(len, files.values())), min(_MOST_BYTES_GIVEN, _half_of_disk(plans))
        if size > most:
            raise ThreadlabError(
                f"The files beside the notebook of '{name}' have {_mb(size)} MB, and {_mb(most)} "
                "MB fit into the sandbox: make them smaller, or raise the notebook's limit 'disk'."
            )
        return cls(name, plans, files, coursedir, sealed)

    def submissions(self, student: str = "*") -> Iterator[Submission]:
        """What was handed in, by student; also what can't be read, with a reason."""
        mark = "THE-STUDENT-OF-EACH"
        pattern = self.coursedir.format_path(self.coursedir.submitted_directory, mark, self.name)
        escaped = glob.escape(str(pattern)).replace(mark, student)
        for path in sorted(glob.glob(escaped, include_hidden=False)):  # noqa: PTH207
            yield self.submission(Path(path).parent.name, Path(path))

    def submission(self, student: str, folder: Path) -> Submission:
        """Read one student's folder; what is wrong with it is in the jobs and the notes."""
        notes: list[str] = []
        problem, entries = "", {}
        try:
            if is_link(folder.parent) or is_link(folder):
                raise Refused(say("grading.linked_folder"))
            entries = listing(folder)
        except (OSError, Refused) as error:
            problem = say("grading.no_folder", reason=_reason(error))
        found = {} if problem else notebooks(folder, entries, self.plans, notes)
        files = self._beside(folder, notes, found) if not problem else dict(self.files)
        jobs = {}
        for name, plan in self.plans.items():
            data, reason = b"", problem
            if not problem:
                if name not in found:
                    continue
                try:
                    data = read(folder, found[name], MOST_BYTES + 1)
                except (OSError, Refused) as error:
                    reason = say("grading.no_file", name=f"{name}.ipynb", reason=_reason(error))
                if len(data) > MOST_BYTES:
                    data, reason = b"", say("grading.too_large", size=f"over {MOST_BYTES // 2**20}")
            jobs[name] = make_job(plan, data, files, given=self.files, sealed=self.sealed,
                                  problem=reason)  # fmt: skip
        time = b""
        if "timestamp.txt" in entries:
            with contextlib.suppress(OSError, Refused):
                time = read(folder, "timestamp.txt", 1000)
        result = Submission(student, folder, jobs, files, time, list(dict.fromkeys(notes)))
        if "timestamp.txt" in entries and result.handed_in is None:
            result.timestamp = b""
            result.notes.append(say("grading.no_time"))
        return result

    def _beside(self, folder: Path, notes: list[str], found: Mapping[str, str]) -> dict[str, bytes]:
        """The files beside the notebooks, the instructor's over the student's own."""
        given = sum(map(len, self.files.values()))
        most = min(_MOST_BYTES_BESIDE, _half_of_disk(self.plans)) - given
        kept, odd = find(folder, self._is_ignored, _MOST_FILES)
        for each in odd:
            notes.append(say("grading.left_out", name=each.name, reason=each.reason))
        for name in [name for name in kept if self._in_the_way(name)]:
            del kept[name]
            reason = say("grading.in_the_way")
            notes.append(say("grading.left_out", name=printable(name[-200:]), reason=reason))
        sizes = {name: size for name, size in kept.items() if name not in self.files}
        dropped: list[str] = []
        while sizes and sum(sizes.values()) > max(0, most):
            largest = max(sizes, key=lambda name: (sizes[name], name))
            dropped.append(f"{printable(largest[-200:])} ({_mb(sizes.pop(largest))} MB)")
        if dropped:
            more = f" and {len(dropped) - 5} more" if len(dropped) > 5 else ""
            names = ", ".join(dropped[:5]) + more
            notes.append(say("grading.too_much_beside", names=names, most=_mb(max(0, most))))
        files = {}
        for name, size in sizes.items():
            try:
                files[name] = read(folder, name, size)
            except (OSError, Refused) as error:
                notes.append(
                    say("grading.left_out", name=printable(name[-200:]), reason=_reason(error))
                )
        for name in files:
            module = name.partition("/")[0].removesuffix(".py")
            if name.endswith(".py") and name not in self.files and _is_installed(module):
                notes.append(say("grading.installed", name=printable(name), module=module))
        for path in found.values():  # of one in a folder of its own, these lie beside it
            home = f"{PurePosixPath(path).parent.as_posix()}/"
            for name in [name for name in files if name.startswith(home)]:
                data, nearer = files.pop(name), name.removeprefix(home)
                if not self._in_the_way(nearer):
                    files.setdefault(nearer, data)
        return files | self.files

    def _is_ignored(self, path: PurePosixPath) -> bool:
        """Whether a file or folder is no part of what was handed in."""
        patterns = [*self.coursedir.ignore, "*.ipynb"]
        return path.name in _IGNORED or any(path.match(pattern) for pattern in patterns)

    def _in_the_way(self, name: str) -> bool:
        """Whether a file has the place of an instructor's folder, or the other way round."""
        return any(
            other.startswith(f"{name}/") or name.startswith(f"{other}/") for other in self.files
        )

    def target(self, student: str) -> Path:
        """The folder of the graded notebooks."""
        return Path(
            self.coursedir.format_path(self.coursedir.autograded_directory, student, self.name)
        )


def time_of(folder: Path) -> datetime | None:
    """When the submission in a folder was handed in, in UTC; None if nothing usable says so."""
    with contextlib.suppress(OSError, Refused):
        return parsed(read(folder, "timestamp.txt", 1000))
    return None


def parsed(timestamp: bytes) -> datetime | None:
    """The time that somebody has written down, in UTC; None if it is none."""
    from nbgrader.utils import parse_utc

    text = timestamp.decode("utf-8", "replace").strip()
    try:
        found: datetime | None = parse_utc(text) if text else None
    except Exception:  # dateutil raises whatever comes of odd text
        return None
    return found if found is not None and found.year in _YEARS else None


@lru_cache(maxsize=1024)
def _is_installed(module: str) -> bool:
    """Whether Python finds another module of that name first."""
    if module in sys.stdlib_module_names:
        return True
    folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return module.isidentifier() and PathFinder.find_spec(module, folders) is not None


def _half_of_disk(plans: dict[str, Plan]) -> int:
    return min(plan.limits.disk for plan in plans.values()) // 2


def _mb(size: int) -> str:
    return number(size / 2**20)


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, Refused) else str(getattr(error, "strerror", error))


def hidden_delimiters(coursedir: Any) -> tuple[str, str]:
    """What marks hidden tests, as `nbgrader generate_assignment` reads it."""
    from nbgrader.preprocessors import ClearHiddenTests

    # a course folder is made before its application has read the configuration
    settings = ClearHiddenTests(parent=coursedir.parent or coursedir)
    return settings.begin_test_delimeter, settings.end_test_delimeter


def _made(coursedir: Any, name: str) -> dict[str, dict[str, str]]:
    """What generating has made of the cells of an assignment, by notebook, with hidden tests.

    It stands in the gradebook; where there is none, nothing is known of it.
    """
    from nbgrader import api
    from sqlalchemy import create_engine, select
    from sqlalchemy.exc import SQLAlchemyError

    url = coursedir.db_url
    if url.startswith("sqlite:///") and not Path(url.removeprefix("sqlite:///")).is_file():
        return {}
    found: dict[str, dict[str, str]] = {}
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            rows = connection.execute(
                select(api.Notebook.name, api.SourceCell.name, api.SourceCell.source)
                .join(api.Notebook, api.SourceCell.notebook_id == api.Notebook.id)
                .join(api.Assignment, api.Notebook.assignment_id == api.Assignment.id)
                .where(api.Assignment.name == name,
                       api.Assignment.course_id == coursedir.course_id)
            )  # fmt: skip
            for notebook, cell, source in rows:
                found.setdefault(notebook, {})[cell] = source or ""
    except SQLAlchemyError:  # the recorder will say what is wrong with it
        return {}
    finally:
        engine.dispose()
    return found


def given_files(folder: Path, coursedir: Any) -> dict[str, bytes]:
    """The instructor's own files beside the source notebooks."""
    from nbgrader.utils import find_all_files

    found = {}
    for name in find_all_files(str(folder), [*coursedir.ignore, "*.ipynb"]):
        path = Path(name)
        if path.name not in _IGNORED and not path.is_symlink() and path.is_file():
            found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found
