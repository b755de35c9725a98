"""The process that every room is forked from: warm, single-threaded, and shut in before any work.

It is started as a program of its own, so that nothing of a judge's memory is in it: no hidden test,
no answer, no other submission. It is told only to open a room, and how large.
"""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import tempfile
from typing import Any

from threadlab.grading import enclosure, linux
from threadlab.grading.wire import Channel, Gone


def main() -> None:
    """Serve the judge at the other end of descriptor `sys.argv[1]` until it ends."""
    judge = Channel(socket.socket(fileno=int(sys.argv[1])))
    linux.die_with_parent()
    sealed = judge.receive()["sealed"]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the judge
    enclosure.remember_zygote()
    groups = enclosure.Cgroup.find() if sealed else None
    from threadlab.grading import inside

    inside.warm()
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
    opened: dict[int, str] = {}
    number = 0
    while True:
        try:
            order, files = judge.receive_with_files()
        except Gone:
            break
        _reap(opened, groups)
        number += 1
        name = f"threadlab-{os.getpid()}-{number}"
        child = os.fork()
        if child == 0:
            _room(judge, order["limits"], files, groups, name, sealed)
        opened[child] = name
        for file in files:
            os.close(file)
    for child in opened:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    _remove(groups, list(opened.values()))


def _reap(opened: dict[int, str], groups: enclosure.Cgroup | None) -> None:
    for child in list(opened):
        ended, _ = os.waitpid(child, os.WNOHANG)
        if ended:
            _remove(groups, [opened.pop(child)])


def _remove(groups: enclosure.Cgroup | None, names: list[str]) -> None:
    for name in names:
        if groups is not None:
            groups.leave(name)


def _room(
    judge: Channel,
    limits: dict[str, Any],
    files: list[int],
    groups: enclosure.Cgroup | None,
    name: str,
    sealed: bool,
) -> None:
    """Open a room and never return: `files` are its control, its output and its errors."""
    status = 1
    try:
        linux.die_with_parent()
        judge.close()
        control, output, errors = files
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
            os.dup2(control, 3)
            os.dup2(output, 1)
            os.dup2(errors, 2)
            os.closerange(4, 65536)
            if sealed:
                enclosure.give_up_everything(limits["memory"], limits["processes"], limits["disk"])
                os.chdir(enclosure.HOME)
            else:
                os.chdir(tempfile.mkdtemp(prefix="threadlab-"))
            from threadlab.grading import inside

            inside.host(Channel(socket.socket(fileno=3)))
            status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
