"""The tree of processes below this one, drawn: who has started whom."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.homework.workshop import workshop
from threadlab.lab.programs.script import _stop
from threadlab.pictures.picture import BLUE, GREEN, GREY, Picture, arrow, box, text
from threadlab.words import say

FIRST_LINE_SECONDS = 20.0  # within which a program has to print it
CHILDREN_SECONDS = 3.0  # within which they should have started
_WIDE, _HIGH, _GAP, _DROP = 168.0, 46.0, 16.0, 40.0


@dataclass(frozen=True)
class Member:
    """A process: its number, what it is, and the processes that it has started."""

    pid: int
    role: str
    children: tuple[Member, ...] = ()

    @property
    def width(self) -> float:
        """What it and those below it need on paper."""
        below = sum(child.width for child in self.children) + _GAP * (len(self.children) - 1)
        return max(_WIDE, below)

    @property
    def depth(self) -> int:
        """How many generations there are."""
        return 1 + max((child.depth for child in self.children), default=0)

    @property
    def members(self) -> int:
        """How many there are, itself among them."""
        return 1 + sum(child.members for child in self.children)

    def words(self) -> str:
        """It and those below it: `kernel (program (child, child))`."""
        below = ", ".join(child.words() for child in self.children)
        return f"{self.role} ({below})" if below else self.role


@dataclass(frozen=True, repr=False)
class Tree(Picture):
    """The drawing of a family of so many `members`."""

    members: int = 0


def process_tree(program: str = "", *arguments: str) -> Tree:
    """Draw the processes below this one, with their numbers, by what the system says.

    With a `program`, a file that `%%program` has written, it is started with these `arguments`,
    drawn when it prints its first line, and stopped. Nothing else that runs is drawn then.

    Raises `ThreadlabError` if the program prints nothing.
    """
    if not program:
        return draw_tree(_member(_psutil().Process(), "", ""))
    more: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
    path = workshop() / program
    child = subprocess.Popen(
        [sys.executable, "-u", path.name, *arguments], cwd=path.parent, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more,
    )  # fmt: skip
    timer = Timer(FIRST_LINE_SECONDS, _stop, [child])
    timer.daemon = True
    timer.start()
    assert child.stdout is not None and child.stderr is not None
    try:
        if not child.stdout.readline():
            raise ThreadlabError(say("tree.silent", name=program))
        below = _settled(child.pid, program)
        family = Member(os.getpid(), _role(_psutil().Process(), "", ""), (below,))
        return draw_tree(family, " ".join(["$ python", program, *arguments]))
    finally:
        timer.cancel()
        _stop(child)
        child.wait()
        child.stdout.close()
        child.stderr.close()


def _psutil() -> Any:
    """The library that asks every system for its processes; it comes with the kernel."""
    import psutil  # type: ignore[import-untyped]

    return psutil


def _settled(pid: int, program: str) -> Member:
    """The family of a process once it stays the same; a child that is starting has no command."""
    process = _psutil().Process(pid)
    deadline = monotonic() + CHILDREN_SECONDS
    last = None
    while True:
        family = _member(process, program, "")
        calm = family == last and say("tree.unknown") not in family.words()
        if calm or monotonic() > deadline:
            return family
        last = family
        sleep(0.03)


def _member(process: Any, program: str, above: str) -> Member:
    children = []
    command = _command(process)
    for child in sorted(process.children(), key=lambda child: int(child.pid)):
        with suppress(_psutil().Error):  # it has ended meanwhile
            children.append(_member(child, program, command))
    return Member(process.pid, _role(process, program, above), tuple(children))


def _command(process: Any) -> str:
    with suppress(_psutil().Error):
        return " ".join(process.cmdline())
    return ""


def _role(process: Any, program: str, above: str) -> str:
    """What a process is, as far as its command tells; `above` is that of its parent."""
    command = _command(process)
    for name, sign in (
        ("tracker", "multiprocessing.resource_tracker"), ("server", "multiprocessing.forkserver"),
        ("spawned", "--multiprocessing-fork"), ("kernel", "ipykernel"),
    ):  # fmt: skip
        if sign in command and (name != "server" or command != above):
            return say(f"tree.{name}")
    if not command:
        return say("tree.unknown")
    if command == above:
        return say("tree.forked")
    if program and program in command:
        return program
    return Path(command.split()[0]).name


def draw_tree(root: Member, note: str = "") -> Tree:
    """Draw a family of processes, the eldest at the top, an arrow to each that was started."""
    elements: list[str] = []

    def place(member: Member, left: float, top: float, generation: int) -> float:
        """Draw a member in the middle of what its family needs, and return where that is."""
        centre = left + member.width / 2
        colour = (BLUE, GREEN, GREY)[min(generation, 2)]
        elements.append(
            box(centre - _WIDE / 2, top, _WIDE, _HIGH, fill=colour, opacity=0.18, stroke=colour)
        )
        elements.append(text(centre, top + 19, member.role, anchor="middle", weight="600"))
        elements.append(
            text(centre, top + 36, say("tree.pid", pid=member.pid), anchor="middle", size=12)
        )
        below = sum(child.width for child in member.children)
        below += _GAP * (len(member.children) - 1)
        x = left + (member.width - below) / 2
        for child in member.children:
            middle = place(child, x, top + _HIGH + _DROP, generation + 1)
            elements.append(
                arrow(centre, top + _HIGH, middle, top + _HIGH + _DROP - 1, opacity=0.7)
            )
            x += child.width + _GAP
        return centre

    place(root, 1, 1, 0)
    height = root.depth * _HIGH + (root.depth - 1) * _DROP + 2
    return Tree(
        root.width + 2, height, tuple(elements), say("tree.describe", tree=root.words()), note,
        root.members,
    )  # fmt: skip
