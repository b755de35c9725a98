"""What a process under test holds: threads, processes, sockets.

Linux tells all of it in /proc. Elsewhere only the processes are known.

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
    """Whether this system tells all of it."""
    return (_PROC / "self" / "task").is_dir()


def descendants(process: int) -> set[int]:
    """The children of `process`, their children and so on, without Python's own helpers.

    Where `process` leads a session of its own, that includes those that have lost their parents.
    """
    if not known():
        return _descendants_elsewhere(process)
    children: dict[int, set[int]] = {}
    found: set[int] = set()
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            parent, session = _family(folder)
            children.setdefault(parent, set()).add(int(folder.name))
            if session == process:
                found.add(int(folder.name))
    todo = {process}
    while todo:
        todo = {child for parent in todo for child in children.get(parent, set())} - found
        found |= todo
    helpers = {child for child in children.get(process, set()) if _is_helper(child)}
    return found - helpers - {process}


def _descendants_elsewhere(process: int) -> set[int]:
    import psutil  # type: ignore[import-untyped]

    found: set[int] = set()
    with suppress(psutil.Error):
        for child in psutil.Process(process).children(recursive=True):
            with suppress(psutil.Error):
                line = " ".join(child.cmdline()).encode()
                if child.ppid() != process or not any(name in line for name in _HELPERS):
                    found.add(child.pid)
    return found


def _family(folder: Path) -> tuple[int, int]:
    """The parent and the session of a process."""
    with suppress(OSError, ValueError, IndexError):
        parts = (folder / "stat").read_text().rpartition(")")[2].split()
        return int(parts[1]), int(parts[3])
    return 0, 0


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
