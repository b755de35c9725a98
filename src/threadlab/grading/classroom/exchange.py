"""The exchange, safely: what nbgrader's own collect and release would do, and follow no link.

A student owns the folder that was handed in and everything below it, and nbgrader copies it with
the instructor's rights. So `CheckedCollect` takes the student's own ordinary files, and nothing
that leads elsewhere; it takes them from the folder of the student whose name it bears, and its time
from the folder and the files themselves. What is refused costs its own student, and is told in one
sentence.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange.default import (
    ExchangeCollect,
    ExchangeReleaseAssignment,
    ExchangeReleaseFeedback,
)
from nbgrader.utils import parse_utc
from traitlets import Bool

from threadlab.grading.intake import folders
from threadlab.grading.intake.submissions import time_of
from threadlab.grading.wire.texts import is_student_id, number, printable
from threadlab.words import say

FETCHED_BY = ("timestamp.txt", "submission_secret.txt")  # what a page is found by in the exchange
_MOST_FILES = 10_000  # of a submission
_SLACK = timedelta(minutes=10)  # between a folder's name and the last change, for a slow copy
_NEVER = frozenset({"timestamp.txt"})  # which says what its student likes


@dataclass(frozen=True)
class _HandedIn:
    """A folder in the exchange, and when it was handed in."""

    student: str
    folder: Path
    time: datetime
    files: dict[str, int]
    notes: tuple[str, ...]


class CheckedCollect(ExchangeCollect):
    """nbgrader's collect for folders that somebody else has filled.

    With `c.ExchangeCollect.check_owner = False`, where students' ids are no names of users, anybody
    may hand in for anybody, as with nbgrader.
    """

    trust_names = Bool(
        False,
        help="Whether a folder's name alone says when it was handed in: for an exchange that was "
        "restored or moved, whose folders are all younger than what was handed in.",
    ).tag(config=True)

    def init_src(self) -> None:
        """Find the folder of each student that is to be collected."""
        if self.coursedir.course_id == "":
            self.fail("No course id specified. Re-run with --course flag.")
        self.inbound_path = str(Path(self.root) / self.coursedir.course_id / "inbound")
        if not os.access(self.inbound_path, os.R_OK | os.X_OK):
            self.fail(f"There is no course that you can read in {self.inbound_path}.")
        found: dict[str, list[_HandedIn]] = {}
        for path in sorted(Path(self.inbound_path).iterdir()):
            named = self._named(path.name)
            if named is None:
                continue
            try:
                entry = self._looked_at(path, *named)
            except folders.Refused as refused:
                self.log.warning(
                    say("grading.not_collected", folder=printable(path.name), reason=refused)
                )
                continue
            except OSError as error:
                reason = printable(str(error.strerror))
                self.log.warning(
                    say("grading.not_collected", folder=printable(path.name), reason=reason)
                )
                continue
            found.setdefault(entry.student, []).append(entry)
        due = self._due()
        self.src_records = []
        for entries in found.values():
            entries.sort(key=lambda entry: entry.time, reverse=True)
            in_time = [entry for entry in entries if due is not None and entry.time <= due]
            self.src_records.append((in_time or entries)[0])

    def _due(self) -> datetime | None:
        """Until when it was due, if a late submission gives way to one in time."""
        if not self.before_duedate:
            return None
        gradebook = Gradebook(self.coursedir.db_url, self.coursedir.course_id)
        with gradebook, suppress(MissingEntry):
            due: datetime | None = gradebook.find_assignment(self.coursedir.assignment_id).duedate
            return due
        return None

    def _named(self, name: str) -> tuple[str, str] | None:
        """The student and the time in a folder's name; None if it is of another assignment."""
        student, mark, rest = name.partition(f"+{self.coursedir.assignment_id}+")
        wanted = self.coursedir.student_id
        if not mark or (wanted not in ("", "*") and wanted != student):
            return None
        return student, rest.partition("+")[0]

    def _looked_at(self, path: Path, student: str, text: str) -> _HandedIn:
        """What a folder holds and whose it is; raises `Refused` with a reason, or `OSError`."""
        if not is_student_id(student):
            raise folders.Refused(say("grading.no_student_id"))
        status = path.lstat()
        if not stat.S_ISDIR(status.st_mode):
            raise folders.Refused(folders.kind(status.st_mode) or say("grading.no_submission"))
        if self.check_owner and status.st_uid != os.geteuid():
            owner = _user(status.st_uid)
            if owner != student:
                raise folders.Refused(say("grading.wrong_owner", student=student, owner=owner))
        try:
            named = parse_utc(text)
        except Exception:  # dateutil raises whatever comes of odd text
            raise folders.Refused(say("grading.no_time_in_name")) from None
        if not 1970 <= named.year < 3000:
            raise folders.Refused(say("grading.no_time_in_name"))
        notes = []
        files, odd = folders.find(path, self._is_ignored, _MOST_FILES, alone=True)
        last = folders.last_change(path, files)
        changed = datetime.fromtimestamp(last, UTC).replace(tzinfo=None)
        others = status.st_uid != os.geteuid() and not self.trust_names
        if others and not -_SLACK <= changed - named <= _SLACK:
            notes.append(say("grading.other_time", folder=printable(path.name), time=changed))
            named = changed
        for each in odd:
            notes.append(
                say("grading.not_taken", folder=printable(path.name), name=each.name,
                    reason=each.reason)
            )  # fmt: skip
        return _HandedIn(student, path, named, files, tuple(notes))

    def _is_ignored(self, path: PurePosixPath) -> bool:
        ignored = any(path.match(pattern) for pattern in self.coursedir.ignore)
        return ignored or (len(path.parts) == 1 and path.name in _NEVER)

    def copy_files(self) -> None:
        """Copy what is new to submitted/."""
        if not self.src_records:
            self.log.warning(f"Nobody has handed in '{self.coursedir.assignment_id}'.")
        for entry in self.src_records:
            target = Path(self.coursedir.format_path(
                self.coursedir.submitted_directory, entry.student, self.coursedir.assignment_id
            ))  # fmt: skip
            before = time_of(target) if target.is_dir() else None
            new = self.update and (before is None or entry.time > before)
            other = self.before_duedate and before != entry.time
            if target.is_dir() and not (new or other):
                self.log.info(f"Nothing newer to collect: {entry.student} {target.name}")
                continue
            for note in entry.notes:
                self.log.warning(note)
            try:
                self._take(entry, target)
                self.log.info(f"Collected: {entry.student} {target.name}")
            except (OSError, folders.Refused) as error:
                reason = printable(str(getattr(error, "strerror", None) or error))
                self.log.warning(
                    say("grading.not_collected", folder=printable(entry.folder.name),
                        reason=reason)
                )  # fmt: skip

    def _take(self, entry: _HandedIn, target: Path) -> None:
        """Copy what is taken of a submission, or nothing; raises `Refused` or `OSError`."""
        new = target.with_name(f".{target.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        try:
            for name, size in self._wanted(entry).items():
                path = new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                try:
                    path.write_bytes(folders.read(entry.folder, name, size, alone=True))
                except folders.Refused as refused:  # it was another file a moment ago
                    self.log.warning(
                        say("grading.not_taken", folder=printable(entry.folder.name),
                            name=printable(name), reason=refused)
                    )  # fmt: skip
            (new / "timestamp.txt").write_text(f"{entry.time:%Y-%m-%d %H:%M:%S.%f} UTC")
            if self.coursedir.groupshared:
                _share(new)
            if target.is_dir():
                shutil.rmtree(target)
            new.replace(target)
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def _wanted(self, entry: _HandedIn) -> dict[str, int]:
        """The files that the course wants, by nbgrader's settings, and that are not too large.

        As long as all of them are, the largest stays behind; notebooks come first.
        """
        each, most = 1000 * self.coursedir.max_file_size, 1000 * self.coursedir.max_dir_size
        include = self.coursedir.include
        wanted = {
            name: size for name, size in entry.files.items()
            if not include or any(map(PurePosixPath(name).match, include))
        }  # fmt: skip
        left = [name for name, size in wanted.items() if each and size > each]
        for name in left:
            self._leave(entry, name, wanted.pop(name), each)
        total = sum(wanted.values())
        for name in sorted(wanted, key=lambda name: (name.endswith(".ipynb"), -wanted[name])):
            if total <= most:
                break
            total -= wanted[name]
            self._leave(entry, name, wanted.pop(name), most)
        return wanted

    def _leave(self, entry: _HandedIn, name: str, size: int, most: int) -> None:
        reason = say("grading.too_large_beside", size=number(size / 1e6), most=number(most / 1e6))
        self.log.warning(
            say("grading.not_taken", folder=printable(entry.folder.name), name=printable(name),
                reason=reason)
        )  # fmt: skip


class StickyRelease(ExchangeReleaseAssignment):
    """nbgrader's release, into an exchange where everybody keeps what is theirs.

    Whoever may write into a folder without a sticky bit may take away what others have put there.
    """

    def ensure_root(self) -> None:
        """Make the exchange's own folder."""
        super().ensure_root()
        _make_sticky(self.root)

    def init_dest(self) -> None:
        """Make the folders of the course."""
        super().init_dest()
        _make_sticky(self.inbound_path)


class FoundFeedback(ExchangeReleaseFeedback):
    """nbgrader's release of feedback, for those whose work came by the exchange.

    A page is found by the secret that was handed in with the work. nbgrader ends in an error at the
    first one that has none, such as what came by mail, or one that is no text, and all those behind
    it get nothing.
    """

    def copy_files(self) -> None:
        """Release the pages that can be fetched, and name those that can't."""
        pages, name = self.coursedir.feedback_directory, self.coursedir.assignment_id
        below = Path(self.coursedir.format_path(pages, "any", name)).parents[1]
        students = sorted(path.name for path in below.iterdir() if (path / name).is_dir())
        wanted = self.coursedir.student_id or "*"
        excluded = set(self.coursedir.student_id_exclude.split(",")) - {""}
        self.coursedir.student_id_exclude = ""
        for student in students:
            if student in excluded or wanted not in ("*", student):
                continue
            folder = Path(self.coursedir.format_path(pages, student, name))
            if all(_is_text(folder / part) for part in FETCHED_BY):
                self.src_path = str(folder).replace("[", "[[]")  # a name, and no pattern
                super().copy_files()
            elif any(folder.glob("*.html")):
                self.log.warning(say("grading.not_released", student=printable(student),
                                     folder=printable(str(folder))))  # fmt: skip


def _is_text(path: Path) -> bool:
    """Whether there is a file, and text in it."""
    try:
        path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return True


def _make_sticky(folder: Any) -> None:
    with suppress(OSError):  # another's folder: `threadlab doctor` says what its owner has to do
        path = Path(folder)
        path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_ISVTX)


def _share(folder: Path) -> None:
    """Give the instructor's group what nbgrader gives it."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o2770 if path.is_dir() else 0o660)


def _user(number: int) -> str:
    """A user's name, or the number of one that has none here."""
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
