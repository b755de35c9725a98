"""The kinds of workers that do tasks, and how many of a kind this machine should be asked for."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path
from typing import Literal

Kind = Literal["serial", "threads", "fork", "spawn", "forkserver", "asyncio", "interpreters"]
KINDS: tuple[Kind, ...] = (
    "serial", "threads", "fork", "spawn", "forkserver", "asyncio", "interpreters",
)  # fmt: skip
MOST_COROUTINES = 100_000
MOST_THREADS = 4000
MOST_PROCESSES = 400
# What one of a kind needs at least: a forked child of a small parent little, others an interpreter.
MEGABYTES = {"fork": 2, "forkserver": 8, "spawn": 8, "interpreters": 8}


def process_kind() -> Kind:
    """The start method that is measured where nobody asks for one: fork, or spawn on Windows."""
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def most_at_once(kind: Kind) -> int:
    """How many of a kind this machine should be asked for at once.

    Threads 4000, processes 400, and fewer where limits of the user or the container, or the memory
    that is free, say so.
    """
    if kind in ("serial", "asyncio"):
        return MOST_COROUTINES
    most = MOST_THREADS if kind == "threads" else MOST_PROCESSES
    for limit in (_user_limit(), _container_limit()):
        if limit is not None:
            most = min(most, max(limit // 2, 1))
    free = _free_megabytes()
    if kind in MEGABYTES and free is not None:
        most = min(most, max(free // 2 // MEGABYTES[kind], 1))
    return most


def _user_limit() -> int | None:
    try:
        import resource
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def _container_limit() -> int | None:
    file = Path("/sys/fs/cgroup/pids.max")
    words = file.read_text().strip() if file.is_file() else ""
    return int(words) if words.isdecimal() else None


def _free_megabytes() -> int | None:
    if not hasattr(os, "sysconf") or "SC_AVPHYS_PAGES" not in os.sysconf_names:
        return None
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    file = Path("/sys/fs/cgroup/memory.max")
    words = file.read_text().strip() if file.is_file() else ""
    return min(free, int(words) // 2**20) if words.isdecimal() else free
