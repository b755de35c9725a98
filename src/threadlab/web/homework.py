"""A homework on the web: which cells of a released notebook are answers, and which tests run there.

A visible test of `%%check` runs in a page as it does in the lab: its threads are simulated. One of
plain assertions does, too, unless it or what it tests needs a machine: an answer that is written as
a script, processes, connections, real threads. Hidden tests are not in a released notebook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from threadlab.homework.tasks import Cell as NotebookCell
from threadlab.homework.tasks import settings_of, tasks_of
from threadlab.web.cells import Why, judge

Role = Literal["given", "answer", "words", "test", "hidden"]

_SERVERS = "threadlab.homework.servers"


@dataclass(frozen=True)
class Cell:
    """A cell of a homework: its `role`, and for a test `why` it does not run in a page.

    An answer is code, "words" is one in Markdown; `answers` are the ids of those that a test is
    about.
    """

    id: str
    source: str
    role: Role
    why: Why = ""
    answers: tuple[str, ...] = ()

    @property
    def live(self) -> bool:
        """Whether the cell is a test that can be tried in a page."""
        return self.role == "test" and not self.why

    def as_data(self) -> dict[str, Any]:
        """What the page is told: nothing that is empty."""
        data = {"id": self.id, "source": self.source, "role": self.role, "live": self.live}
        more = {"why": self.why, "answers": list(self.answers)}
        return data | {key: value for key, value in more.items() if value}


def cells_of(notebook: Mapping[str, Any]) -> list[Cell]:
    """The code cells of a released notebook and its answers in words, in their order."""
    cells = [cell | {"source": "".join(cell["source"])} for cell in notebook["cells"]]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    judged = {
        cell["id"]: found
        for cell, found in zip(code, judge([cell["source"] for cell in code]), strict=True)
    }
    about = _answers_by_test(cells)
    found = []
    for place, cell in enumerate(cells):
        name, source, role = cell["id"], cell["source"], _role(cell)
        if role is None:
            continue
        if role != "test":
            found.append(Cell(name, source, role))
            continue
        answers = [cells[number] for number in about.get(place, ())]
        why: Why = "" if source.startswith("%%check") else judged[name].why
        if not source.startswith("%%check"):
            why = why or _of_answers(source, answers)
        found.append(Cell(name, source, role, why, tuple(answer["id"] for answer in answers)))
    return found


def _role(cell: NotebookCell) -> Role | None:
    known = settings_of(cell)
    if cell["cell_type"] != "code":
        return "words" if known.get("solution") else None
    if known.get("solution"):
        return "answer"
    if not known.get("grade"):
        return "given"
    return "test" if _has_code(cell["source"]) else "hidden"


def _has_code(source: str) -> bool:
    """Whether there is more than a magic and comments: of a hidden test, that is what is left."""
    lines = (line.strip() for line in source.splitlines())
    return any(line and not line.startswith(("#", "%%")) for line in lines)


def _answers_by_test(cells: Sequence[NotebookCell]) -> dict[int, tuple[int, ...]]:
    """By the place of a test, the places of the answers of its task."""
    return {test.place: task.answers for task in tasks_of(cells) for test in task.graded}


def _of_answers(source: str, answers: Sequence[NotebookCell]) -> Why:
    """Why a test of plain assertions can't run in a page for what it is about."""
    if _SERVERS in source:
        return "sockets"
    if any(answer["source"].startswith("%%program") for answer in answers):
        return "processes"
    return ""
