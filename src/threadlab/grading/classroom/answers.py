"""Answers to a homework as text: what a student might hand in, and what it should fail.

An answer is a Python file in the percent format, a section for each answer cell:

    '''A lock in each call, and not around both.

    like: ../right/with_lock.py
    fails: check-office-crowd check-office-hidden
    '''
    # %% office [changed]
    @@ def buy(self):
    -        with self.lock:
    -            left = self.left
    +        left = self.left

    # %% run-all
    def run_all(jobs): ...

`fails` names the test cells that must take no points; every other one must give all of its
points. `like` names the model of the answer: a file whose cells stand where this one has no
section. A cell that neither has is left as it was released. A word in brackets says what the
lines of a section are:

    # %% office                           the whole cell
    # %% explain [markdown]               a whole text cell, its lines after "# "
    # %% office [changed]                 what differs from the cell of the model
    # %% office [like ../right/queue.py]  the cell of that file, and what differs from it
    # %% office [as released]             nothing: the cell is left empty, whatever the model has

What differs is told as in a diff. A line after "-" goes, one after "+" comes in its place, and
one after a space stays and shows the place. An empty line begins the next change. The lines that
go or stay must be found together, once and only once: in the cell, or below a line that stands
once in the cell, if the change begins with that line after "@@ ". So a model that is rewritten
breaks the answers that no longer say what they mean, and does not change them in silence.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from threadlab.errors import ThreadlabError

_SECTION = re.compile(r"^# %%(?!\S)(.*)\n", re.MULTILINE)
_MARKER = re.compile(r" ([a-z0-9-]+)(?: \[(markdown|changed|as released|like \S+)\])?")


@dataclass(frozen=True)
class Section:
    """What an answer file says about one cell: `kind` is the word in brackets."""

    name: str
    kind: str
    body: str

    @property
    def model(self) -> str | None:
        """The file whose cell this section changes, or None if it is that of the answer."""
        return self.kind.removeprefix("like ") if self.kind.startswith("like ") else None

    @property
    def is_whole(self) -> bool:
        """Is the body the cell itself, and not what differs from another?"""
        return self.kind in ("", "markdown")

    def text(self) -> str:
        """The whole cell, if the section is one."""
        is_text = self.kind == "markdown"
        body = re.sub(r"^# ?", "", self.body, flags=re.MULTILINE) if is_text else self.body
        return body.strip("\n")


@dataclass
class Change:
    """Lines of a model's cell, those that stand in their place, and a line that they are below."""

    below: str | None = None
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def place(self, lines: list[str]) -> int:
        """Return where in a cell the old lines begin; raises `ValueError` if not at one place."""
        if not self.old:
            raise ValueError(f"puts in '{' / '.join(self.new)}' beside no line")
        first, end, where = 0, len(lines), ""
        if self.below is not None:
            heads = [number for number, line in enumerate(lines) if line.strip() == self.below]
            _once(heads, f"looks below '{self.below}'")
            first, where = heads[0] + 1, f" below '{self.below}'"
            depth = _indent(lines[heads[0]])
            inside = [not line or _indent(line) > depth for line in lines[first:]]
            end = first + [*inside, False].index(False)
        size = len(self.old)
        found = [n for n in range(first, end - size + 1) if lines[n : n + size] == self.old]
        fragment = " / ".join(line.strip() for line in self.old)
        _once(found, f"changes '{fragment}'{where}")
        return found[0]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _once(found: list[int], what: str) -> None:
    if len(found) != 1:
        times = f"{len(found)} times" if found else "nowhere"
        raise ValueError(f"{what}, which its model has {times}")


def changes(body: str) -> list[Change]:
    """Read the changes in the body of a section; raises `ValueError` for a line that is of none."""
    found: list[Change] = []
    between = True
    for line in body.strip("\n").split("\n"):
        below = line[3:] if line.startswith("@@ ") else None
        if below or (line and between):
            found.append(Change(below))
        between = not line
        if not line or below:
            continue
        if line[0] not in " -+":
            raise ValueError(f"has the line '{line}', which begins with none of '-', '+' and ' '")
        if line[0] != "+":
            found[-1].old.append(line[1:])
        if line[0] != "-":
            found[-1].new.append(line[1:])
    return found


def changed(cell: str, body: str) -> str:
    """Return the text of a model's cell with the changes in the body of a section."""
    lines = cell.split("\n")
    result: list[str] = []
    done = 0
    for change in changes(body):
        start = change.place(lines)
        if start < done:
            raise ValueError(f"changes '{change.old[0].strip()}' after lines that come later")
        result += lines[done:start] + change.new
        done = start + len(change.old)
    return "\n".join(result + lines[done:]).strip("\n")


@dataclass(frozen=True)
class Source:
    """An answer file as it is written: its title, its fields and its sections."""

    path: Path
    title: str
    fields: dict[str, str]
    sections: tuple[Section, ...]

    @classmethod
    def read(cls, path: Path) -> Source:
        """Read `path`; raises `ThreadlabError` if its head or a section has no such form."""
        head, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
        try:
            # only the head: a student's answer need not be Python at all
            notes = ast.get_docstring(ast.parse(head)) or ""
        except SyntaxError as error:
            raise ThreadlabError(f"The head of {path} is not a docstring: {error}.") from None
        fields = dict(re.findall(r"^(like|fails): (.*)$", notes, re.MULTILINE))
        sections = []
        for marker, body in zip(parts[::2], parts[1::2], strict=True):
            form = _MARKER.fullmatch(marker)
            if form is None:
                raise ThreadlabError(f"{path} has '# %%{marker}', which begins no section.")
            sections.append(Section(form[1], form[2] or "", body))
        return cls(path, notes.splitlines()[0] if notes else path.stem, fields, tuple(sections))

    def cells(self, readers: tuple[Path, ...] = ()) -> dict[str, str]:
        """Return the cells of the answer; `readers` are the files that are like this one.

        Raises `ThreadlabError` for a section that does not fit its model, or repeats it.
        """
        readers = (*readers, self.path.resolve())
        model = self._model(self.fields["like"], readers) if "like" in self.fields else {}
        cells = dict(model)
        for section in self.sections:
            name = section.name
            other = self._model(section.model, readers) if section.model else model
            try:
                if section.is_whole:
                    cells[name] = section.text()
                elif name not in other:
                    raise ValueError("has no model with that cell")
                elif section.kind == "as released":
                    del cells[name]
                    if section.body.strip():
                        raise ValueError("is left as it was released, and has lines")
                else:
                    cells[name] = changed(other[name], section.body)
                if name in model and cells.get(name) == model[name]:
                    raise ValueError("repeats its model")
            except ValueError as error:
                raise ThreadlabError(f"The section '{name}' of {self.path} {error}.") from None
        return cells

    def _model(self, name: str, readers: tuple[Path, ...]) -> dict[str, str]:
        path = (self.path.parent / name).resolve()
        if path in readers:
            raise ThreadlabError(f"{self.path} is like {name}, which is like itself in the end.")
        if not path.is_file():
            raise ThreadlabError(f"{self.path} is like {name}, which is not there.")
        return Source.read(path).cells(readers)


@dataclass(frozen=True)
class Answer:
    """The sources of some answer cells by cell id, and the test cells that they should fail."""

    title: str
    cells: dict[str, str]
    fails: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Answer:
        """Read the answer file `path`."""
        source = Source.read(path)
        fails = frozenset(source.fields.get("fails", "").split())
        return cls(source.title, source.cells(), fails)

    def fill_in(self, notebook: Any) -> None:
        """Write the cells into a released notebook, found by their nbgrader id.

        Raises `ThreadlabError` if it has no such cell.
        """
        places = {
            cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells
        }
        for name, source in self.cells.items():
            if name not in places:
                raise ThreadlabError(f"The assignment has no cell '{name}'.")
            places[name].source = source


def points(notebook: Any) -> dict[str, float]:
    """Return the points of each automatically graded cell of a source or released notebook."""
    found = {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("grade") and not marks.get("solution"):
            found[marks["grade_id"]] = float(marks["points"])
    return found
