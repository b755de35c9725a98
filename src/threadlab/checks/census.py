"""What a process under test holds, read from /proc: threads, processes, sockets. Elsewhere nothing.

A dead child that nobody has asked about (a zombie) is still there, and so it counts.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_LISTENS = "0A"  # a socket's state in /proc/net/tcp
_HELPERS = (b"multiprocessing.forkserver", b"multiprocessing.resource_tracker")


def known() -> bool:
    """Whether this system tells."""
    return (_PROC / "self" / "task").is_dir()


def descendants(process: int) -> set[int]:
    """The children of `process`, their children and so on, without Python's own helpers."""
    children: dict[int, set[int]] = {}
    for folder in _PROC.iterdir() if known() else ():
        if folder.name.isdigit() and (parent := _parent(folder)):
            children.setdefault(parent, set()).add(int(folder.name))
    found: set[int] = set()
    todo = {process}
    while todo:
        todo = {child for parent in todo for child in children.get(parent, set())} - found
        found |= todo
    return found - {child for child in children.get(process, set()) if _is_helper(child)}


def _parent(folder: Path) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _is_helper(process: int) -> bool:
    """Whether a child of the process under test is one that `multiprocessing` keeps to its end."""
    with suppress(OSError):
        line = (_PROC / str(process) / "cmdline").read_bytes()
        return any(name in line for name in _HELPERS)
    return False


def threads(process: int) -> set[int]:
    """The native ids of the threads of `process`."""
    with suppress(OSError):
        return {int(folder.name) for folder in (_PROC / str(process) / "task").iterdir()}
    return set()


def sockets(process: int) -> int:
    """The number of sockets that `process` has open."""
    count = 0
    with suppress(OSError):
        for file in (_PROC / str(process) / "fd").iterdir():
            with suppress(OSError):
                count += str(file.readlink()).startswith("socket:")
    return count


def is_running(process: int) -> bool:
    """Whether there is such a process that has not ended; where nobody tells, there is none."""
    with suppress(OSError):
        stat = (_PROC / str(process) / "stat").read_text()
        return stat.rpartition(")")[2].split()[0] not in "ZX"
    return False


def is_idle(process: int) -> bool:
    """Whether every thread of `process` waits for something."""
    for folder in (_PROC / str(process) / "task").glob("*"):
        with suppress(OSError):
            if (folder / "stat").read_text().rpartition(")")[2].split()[0] in "RD":
                return False
    return True


def worked(process: int) -> float:
    """Seconds of a processor's time that `process` has used."""
    with suppress(OSError):
        parts = (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def waiting(port: int) -> int:
    """The number of calls at a port of this machine that no program has accepted yet."""
    with suppress(OSError):
        for line in (_PROC / "net" / "tcp").read_text().splitlines()[1:]:
            _, address, _, state, queues, *_ = line.split()
            if state == _LISTENS and address.endswith(f":{port:04X}"):
                return int(queues.partition(":")[2], 16)
    return 0
