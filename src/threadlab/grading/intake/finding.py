"""Which file is the notebook: renamed, copied, a folder too deep, or packed into an archive.

What is taken for it is said in a note, and so is what was not looked at.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from threadlab.grading.intake.folders import Refused, find, read
from threadlab.grading.intake.plan import Plan
from threadlab.grading.intake.prepare import MOST_BYTES, touched
from threadlab.grading.wire.texts import printable
from threadlab.words import say

_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar")
_COPY = re.compile(r"[-_ ]*(copy|kopie|copie|copia)?[-_ ]*\(?\d*\)?$", re.I)
_MOST_FILES = 200
_MOST_LEVELS = 4
_MOST_COMPARED = 5  # notebooks that may be versions of the same one
_LIKELY = 0.5


def notebooks(
    folder: Path, entries: Mapping[str, bool], plans: Mapping[str, Plan], notes: list[str]
) -> dict[str, str]:
    """The paths of the notebooks in a folder, by the names that they should have.

    `entries` says of each name in it whether it is an ordinary file.
    """
    names = list(plans)
    there = {}
    for name, ordinary in sorted(entries.items()):
        stem = name.removesuffix(".ipynb")
        if stem != name and (ordinary or stem in names):
            there[stem] = name
    found = {name: there.pop(name) for name in names if name in there}
    for name in found:
        if better := _worked_on(folder, found[name], _versions(there, name), plans[name], notes):
            there = {stem: path for stem, path in there.items() if path != better}
            found[name] = better
    _by_likeness(names, there, found, notes)
    if len(found) < len(names):
        deeper = {PurePosixPath(path).stem: path for path in reversed(_below(folder))}
        for name in names:
            if name not in found and name in deeper:
                found[name] = deeper.pop(name)
                notes.append(_taken(found[name], name))
        _by_likeness(names, deeper, found, notes)
    if len(found) < len(names):
        packed = [name for name in sorted(entries) if name.lower().endswith(_ARCHIVES)]
        if packed:
            told = ", ".join(f"'{printable(name[-100:])}'" for name in packed[:5])
            notes.append(say("grading.packed", names=told))
    return found


def _versions(there: Mapping[str, str], name: str) -> list[str]:
    """The files whose names are that of a notebook with something behind it."""
    return [path for stem, path in there.items()
            if stem.lower().startswith(name.lower())][:_MOST_COMPARED]  # fmt: skip


def _worked_on(folder: Path, path: str, others: list[str], plan: Plan, notes: list[str]) -> str:
    """The version of a notebook that was worked on, where the one of the right name was not."""
    if not others:
        return ""
    counts = {other: _touched(folder, other, plan) for other in others}
    best = max(others, key=lambda other: counts[other])
    own = _touched(folder, path, plan)
    if own == 0 and counts[best] > 0:
        notes.append(say("grading.copy_taken", name=printable(best[-200:]), other=path))
        return best
    for other in others:
        if counts[other]:
            notes.append(say("grading.left_aside", name=printable(other[-200:]), other=path))
    return ""


def _touched(folder: Path, path: str, plan: Plan) -> int:
    with suppress(OSError, Refused):
        return touched(read(folder, path, MOST_BYTES + 1), plan)
    return 0


def _by_likeness(
    names: list[str], there: dict[str, str], found: dict[str, str], notes: list[str]
) -> None:
    """Take files for the notebooks that are missing, as their names come closest."""
    wanted = [name for name in names if name not in found]
    for close in (_contains, _resembles):
        for name in wanted:
            likely = [stem for stem in there if close(name, stem)]
            rivals = [other for other in wanted if other != name and other not in found
                      and any(close(other, stem) for stem in likely)]  # fmt: skip
            if name not in found and likely and not (rivals and len(likely) < 2):
                best = max(likely, key=lambda stem: _ratio(name, stem))
                found[name] = there.pop(best)
                notes.append(_taken(found[name], name))
    wanted = [name for name in names if name not in found]
    if len(wanted) == len(there) == 1:
        found[wanted[0]] = there.pop(next(iter(there)))
        notes.append(_taken(found[wanted[0]], wanted[0]))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", _COPY.sub("", name) or name).lower()


def _contains(name: str, stem: str) -> bool:
    return _plain(name) in _plain(stem)


def _resembles(name: str, stem: str) -> bool:
    return _ratio(name, stem) >= _LIKELY


def _ratio(name: str, stem: str) -> float:
    return difflib.SequenceMatcher(None, name.lower(), stem.lower()).ratio()


def _taken(path: str, name: str) -> str:
    return say("grading.taken_for", name=printable(path[-200:]), other=name)


def _below(folder: Path) -> list[str]:
    """The notebooks in folders below, those nearest first."""
    ignored: Callable[[PurePosixPath], bool] = lambda path: (  # noqa: E731
        path.name.startswith(".") or len(path.parts) > _MOST_LEVELS
    )
    with suppress(OSError, Refused):
        files, _ = find(folder, ignored, _MOST_FILES)
        return [name for name in files if name.endswith(".ipynb") and "/" in name]
    return []
