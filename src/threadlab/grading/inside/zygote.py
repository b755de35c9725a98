"""The process that every room is forked from: warm, single-threaded, and shut in before any work.

It is started as a program of its own, so that nothing of a judge's memory is in it: no hidden test,
no answer, no other submission. It is told only to open a room, and how large. It has imported
whatever runs in a room (inside/), which a room finds ready when it is forked; nothing else outside
of the rooms does so.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from typing import Any

from threadlab.grading.sandbox import enclosure, linux
from threadlab.grading.wire.channel import Channel, Gone


def main() -> None:
    """Serve the judge at the other end of descriptor `sys.argv[1]` until it ends."""
    judge = Channel(socket.socket(fileno=int(sys.argv[1])))
    linux.die_with_parent()
    sealed = judge.receive()["sealed"]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the judge
    enclosure.remember_zygote()
    groups = enclosure.Cgroup.find() if sealed else None
    # Only now, as Ctrl-C must not reach a long import; and here, as else each room would do it.
    from threadlab.grading.inside import host, settled, shell  # noqa: F401

    shell.warm()
    settled.settle()
    try:
        if sealed:
            stage = tempfile.mkdtemp(prefix="threadlab-")
            judge.send({"stage": stage})
            enclosure.enclose(stage)
    except OSError as error:
        judge.send({"failed": str(error)})
        return
    gc.collect()
    gc.freeze()
    judge.send({"ready": os.getpid(), "groups": sorted(groups.folders) if groups else []})
    _open_rooms(judge, groups, sealed)


def _open_rooms(judge: Channel, groups: enclosure.Cgroup | None, sealed: bool) -> None:
    """Give the judge a room whenever it asks for one, and end them all when it has ended."""
    opened: dict[int, str] = {}
    spare: _WaitingRoom | None = None  # to open one takes longer than many a check
    while True:
        try:
            order, files = judge.receive_with_files()
        except Gone:
            break
        if "limits" not in order:  # whether there is still somebody is all that is asked
            with suppress(Gone):
                judge.send({"ready": os.getpid()})
            continue
        _reap(opened, groups)
        limits = order["limits"]
        if spare is None or spare.limits != limits or not spare.give(files):
            if spare is not None:
                spare.end(groups)
            spare = _WaitingRoom(judge, limits, groups, sealed)
            spare.give(files)
        opened[spare.process] = spare.name
        for file in files:
            os.close(file)
        spare = _WaitingRoom(judge, limits, groups, sealed)
    if spare is not None:
        spare.end(groups)
    for child in opened:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    _remove(groups, list(opened.values()))


class _WaitingRoom:
    """A room that is open already, and waits for its control, its output and its errors."""

    _number = 0

    def __init__(
        self,
        judge: Channel,
        limits: dict[str, Any],
        groups: enclosure.Cgroup | None,
        sealed: bool,
    ):
        _WaitingRoom._number += 1
        self.limits, self.name = limits, f"threadlab-{os.getpid()}-{_WaitingRoom._number}"
        here, there = socket.socketpair()
        self.process = os.fork()
        if self.process == 0:
            here.close()
            judge.close()
            _live(limits, there, groups, self.name, sealed)
        there.close()
        self._channel = Channel(here)

    def give(self, files: list[int]) -> bool:
        """Hand over the room's control, output and errors; False if it has ended."""
        try:
            self._channel.send({}, tuple(files))
        except Gone:
            return False
        finally:
            self._channel.close()
        return True

    def end(self, groups: enclosure.Cgroup | None) -> None:
        """End a room that was not needed."""
        self._channel.close()
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        _remove(groups, [self.name])


def _reap(opened: dict[int, str], groups: enclosure.Cgroup | None) -> None:
    for child in list(opened):
        ended, _ = os.waitpid(child, os.WNOHANG)
        if ended:
            _remove(groups, [opened.pop(child)])


def _remove(groups: enclosure.Cgroup | None, names: list[str]) -> None:
    for name in names:
        if groups is not None:
            groups.leave(name)


def _live(
    limits: dict[str, Any],
    waiting: socket.socket,
    groups: enclosure.Cgroup | None,
    name: str,
    sealed: bool,
) -> None:
    """Be a room, and never return: its control, output and errors come by `waiting`."""
    status = 1
    try:
        linux.die_with_parent()
        os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
        if sealed:
            if groups is not None:
                groups.join(name, limits["memory"], limits["processes"])
            enclosure.enter_room(limits["disk"])
        first = os.fork()
        if first:
            os.closerange(3, 4096)
            os.waitpid(first, 0)
            status = 0
        else:
            linux.die_with_parent()
            os.setsid()  # a signal to one's own group reaches all of it, across the walls of rooms
            _, (control, output, errors) = Channel(waiting).receive_with_files()
            waiting.detach()  # its number may be one of theirs from now on
            os.dup2(control, 3)
            os.dup2(output, 1)
            os.dup2(errors, 2)
            os.closerange(4, 65536)
            if sealed:
                enclosure.give_up_everything(limits["memory"], limits["processes"], limits["disk"])
                os.chdir(enclosure.HOME)
            else:
                os.chdir(tempfile.mkdtemp(prefix="threadlab-"))
            from threadlab.grading.inside import host

            host.serve(Channel(socket.socket(fileno=3)), linux.show_memory)
            status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
