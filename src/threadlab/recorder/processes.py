"""Processes while something is recorded: a bar from the start of each to its end."""

from __future__ import annotations

import _thread
import sys
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from threadlab.recorder.recording import free_name

if TYPE_CHECKING:
    from threadlab.recorder.watch.base import Watch


def watch_processes(watch: Watch) -> None:
    """Watch `Process.start` and `join`, also of those that a pool starts."""
    if "multiprocessing.process" not in sys.modules:
        import multiprocessing.process  # noqa: F401  # a pool may load it later
    process_class: Any = sys.modules["multiprocessing.process"].BaseProcess
    start, join = process_class.start, process_class.join
    lanes: dict[int, str] = {}
    running: dict[int, str] = {}  # by process number; who takes it out notes the end

    def watched_start(process: Any) -> None:
        start(process)
        name = lanes[id(process)] = free_name(process.name, watch.taken)
        watch.note("start", name)
        # The lane of a process has its negative number as identity: threads have positive ones.
        watch.note("begin thread", name, who=-process.pid)
        running[process.pid] = name
        _thread.start_new_thread(until_its_end, (process.sentinel, process.pid))

    def until_its_end(sentinel: int, number: int) -> None:
        try:
            wait([sentinel])
        except OSError:
            return  # the program has closed it
        ended(number)

    def ended(number: int) -> None:
        if running.pop(number, ""):
            watch.note("exit", who=-number)

    def watched_join(process: Any, timeout: float | None = None) -> None:
        name = lanes.get(id(process), process.name)
        if process.exitcode is None:
            watch.note("wait", name)
        join(process, timeout)
        if process.exitcode is not None:
            ended(process.pid)
        watch.note("wake" if process.exitcode is None else "join", name)

    watch.replace(process_class, "start", watched_start)
    watch.replace(process_class, "join", watched_join)
