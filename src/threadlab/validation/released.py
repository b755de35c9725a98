"""What was handed out, beside what became of it: cells that are gone are put back, as in grading.

A student's lab has the homework as it was released, in its exchange or in release/. Where neither
can be found, or they have another version than the student, nothing is compared.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat

from threadlab.homework.tasks import is_locked, settings_of
from threadlab.validation.result import Checklist
from threadlab.words import say

_CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class Whole:
    """A notebook with each locked cell as it was handed out.

    `places` are the indices of its cells in the student's own, where one that was put back counts
    as the cell before it; `notes` say what was put back or is gone. `released` are the cells that
    were handed out, of which there are none if nobody knows them.
    """

    notebook: Any
    places: tuple[int, ...]
    notes: tuple[str, ...] = ()
    released: tuple[Any, ...] = ()

    def for_student(self, found: Checklist) -> Checklist:
        """A checklist of this notebook, with places of the student's own."""
        tasks = []
        for task in found.tasks:
            tests = tuple(
                replace(
                    test,
                    cell=self.places[test.cell],
                    where=None if test.where is None else self.places[test.where],
                )
                for test in task.tests
            )
            tasks.append(replace(task, cell=self.places[task.cell], tests=tests))
        unreadable = tuple(
            replace(cell, place=self.places[cell.place]) for cell in found.unreadable
        )
        notes = (*self.notes, *found.notes)
        return replace(found, tasks=tuple(tasks), unreadable=unreadable, notes=notes)


def whole(path: Path, notebook: Any) -> Whole:
    """The notebook of the file `path` with the cells that are gone or changed put back."""
    same = tuple(range(len(notebook.cells)))
    released = _released(path, notebook)
    if released is None:
        return Whole(notebook, same)
    file, cells = released
    notes = []
    if file.name != path.name:
        notes.append(say("validate.renamed", name=path.name, expected=file.name))
    made = deepcopy(notebook)
    places = list(same)
    own = {_name(cell): cell for cell in reversed(made.cells) if _name(cell)}
    gone, last = [], None
    for cell in cells:
        name = _name(cell)
        found = own.get(name)
        if found is None and is_locked(cell):
            at = 0 if last is None else _index(made.cells, last) + 1
            found = deepcopy(cell)
            made.cells.insert(at, found)
            places.insert(at, max(at - 1, 0) if at == 0 else places[at - 1])
            gone.append(name)
        elif found is None:
            notes.append(say("validate.gone_answer", name=name))
        elif is_locked(cell) and _is_other(found, cell):
            _restore(found, cell)
            notes.append(say("validate.changed", name=name))
        last = found if found is not None else last
    if gone:
        names = ", ".join(f"“{name}”" for name in gone)
        notes.insert(0, say("validate.gone", count=len(gone), names=names))
    return Whole(made, tuple(places), tuple(notes), tuple(cells))


def _restore(own: Any, cell: Any) -> None:
    own.source = cell.source
    if own.cell_type != cell.cell_type:
        own.cell_type = cell.cell_type
        if cell.cell_type == "code":
            own.outputs, own.execution_count = [], None
        else:
            own.pop("outputs", None)
            own.pop("execution_count", None)


def _is_other(own: Any, cell: Any) -> bool:
    return bool(own.cell_type != cell.cell_type or own.source.strip() != cell.source.strip())


def _index(cells: Sequence[Any], cell: Any) -> int:
    return next(place for place, one in enumerate(cells) if one is cell)


def _name(cell: Any) -> str:
    return str(settings_of(cell).get("grade_id") or "")


def _released(path: Path, notebook: Any) -> tuple[Path, list[Any]] | None:
    """The file that was handed out, and its cells that have a name; None if it is not known."""
    sums = {_name(cell): settings_of(cell).get("checksum")
            for cell in notebook.cells if _name(cell)}  # fmt: skip
    for file in _candidates(path.resolve()):
        try:
            cells = [cell for cell in nbformat.read(file, as_version=4).cells if _name(cell)]
        except Exception:  # what nbformat raises for damaged files is anything
            continue
        shared = [cell for cell in cells if _name(cell) in sums]
        if len(shared) * 2 <= len(sums):
            continue  # another homework
        if all(settings_of(cell).get("checksum") == sums[_name(cell)] for cell in shared):
            return file, cells
    return None


def _candidates(path: Path) -> Iterator[Path]:
    """Files of homework that was handed out, those of the folder's own name first."""
    root = next((one for one in path.parents if (one / _CONFIG).is_file()), None)
    if root is None:
        return
    shared = os.environ.get("THREADLAB_EXCHANGE", "")
    exchange = Path(shared).expanduser() if shared else root / "exchange"
    files = [
        *sorted(exchange.glob("*/outbound/*/*.ipynb")),
        *sorted((root / "release").glob("*/*.ipynb")),
    ]
    files = [file for file in files if file != path]
    yield from sorted(files, key=lambda file: file.parent.name != path.parent.name)
