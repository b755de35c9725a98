"""The first process of a room: starts what the judge asks for, each in a process of its own.

Nothing in a room is trusted. What runs here answers the judge's questions with plain data, and
whatever it says of itself is not a mark.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder
from pathlib import Path
from types import FrameType
from typing import Any

from threadlab.grading.inside import preparing, streams
from threadlab.grading.inside.arbiter import Arbiter
from threadlab.grading.inside.checking import answer_check
from threadlab.grading.inside.notebook import Notebook
from threadlab.grading.wire.channel import Channel, Gone

_STACK_BYTES = 2**20  # of a thread of a notebook's


def serve(control: Channel, show_memory: Callable[[], None]) -> None:
    """As the first process of a room: start what the judge asks for, until it ends.

    `show_memory` is called by a notebook, which may look at its own /proc.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    checks = _Checks()
    signal.signal(signal.SIGCHLD, checks.reap)
    started: dict[int, int] = {}
    while True:
        try:
            order, files = control.receive_with_files()
        except Gone:
            return
        if order["do"] == "interrupt":
            with contextlib.suppress(OSError, KeyError):
                os.kill(started[order["number"]], signal.SIGINT)
            continue
        if order["do"] in ("hold", "go on"):
            _signal_all(signal.SIGSTOP if order["do"] == "hold" else signal.SIGCONT)
            control.send({})
            continue
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        child = os.fork()
        if child == 0:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            control.close()
            _live(order, files, show_memory)
        started[order["number"]] = child
        if order["do"] == "check":
            checks.watch(child, files.pop())
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        for file in files:
            os.close(file)


def _signal_all(number: signal.Signals) -> None:
    """Send a signal to every other process of this room, at once: none can start another before.

    Only the first process of a room of its own has such a word; without a sandbox all processes
    of the same user would hear it.
    """
    if os.getpid() == 1:
        with contextlib.suppress(OSError):
            os.kill(-1, number)


class _Checks:
    """The processes in which checks are explored, each with the judge's other end.

    One that the system ends because it has worked for too long can't say so; this says it.
    """

    def __init__(self) -> None:
        self._ends: dict[int, int] = {}

    def watch(self, process: int, end: int) -> None:
        """Keep the `end` of a check's conversation until its process has ended."""
        self._ends[process] = end

    def reap(self, _number: int, _frame: FrameType | None) -> None:
        """Take notice of processes that have ended."""
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                process, status = ended
                if process in self._ends:
                    judge = Channel(socket.socket(fileno=self._ends.pop(process)))
                    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
                        with contextlib.suppress(Gone):
                            judge.send({"status": "late"})
                    judge.close()


def _forget_fork_server() -> None:
    """Let a fork of a notebook start a server of processes of its own when it needs one.

    The server that the notebook has started (from Python 3.14 on by any pool of processes) is no
    child of the fork, which would ask in vain whether it is still there.
    """
    module = sys.modules.get("multiprocessing.forkserver")
    if module is not None:
        module._forkserver._forkserver_pid = None


def _live(order: dict[str, Any], files: list[int], show_memory: Callable[[], None]) -> None:
    """Be what the judge has asked for, and never return."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        streams.renew()
        judge = Channel(socket.socket(fileno=files[0]))
        os.environ["NBGRADER_EXECUTION"] = "autograde"  # so that cells may ask, as in nbgrader
        sys.path[:] = [path for path in sys.path if path]
        beside = str(Path.cwd())  # where the modules beside the notebook are
        if order["do"] in ("check", "prepare"):
            _write(order["files"])
            sys.meta_path.insert(0, _Given(order["modules"], beside, explored=True))
            sys.meta_path.append(_Given(None, beside, explored=True))
            if order["do"] == "check":
                answer_check(judge, order)
            else:
                preparing.serve(judge)
        elif order["do"] == "arbiter":
            Arbiter(judge).serve()
        else:
            sys.path.append(beside)  # they shadow no other
            sys.meta_path.insert(0, _Given(order.get("modules", []), beside))
            if order["do"] == "notebook":
                show_memory()
                os.register_at_fork(after_in_child=_forget_fork_server)
                threading.stack_size(_STACK_BYTES)
            _write(order.get("files", {}))
            Notebook(judge).serve()
        status = 0
    except (Gone, KeyboardInterrupt, SystemExit):
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        streams.flush()
        os._exit(status)


class _Given(MetaPathFinder):
    """Finds modules beside the notebook: those of some names, or None for all.

    So an instructor's come before all that is installed. Those that are to be `explored` have a
    text, and nobody can import them: in a check no student's code runs as it is.
    """

    def __init__(self, names: list[str] | None, folder: str, *, explored: bool = False):
        self.names = names
        self.folder = folder
        self.explored = explored

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        """The module beside the notebook; None for all others."""
        if path is not None or not (self.names is None or fullname in self.names):
            return None
        found = PathFinder.find_spec(fullname, [self.folder], target)
        if found is not None and self.explored:
            found.loader = _Unimportable()
        return found


class _Unimportable(Loader):
    """The loader of a module that has a text and nothing else."""

    def exec_module(self, module: Any) -> None:
        """Refuse."""
        raise ImportError(f"{module.__name__} is only explored here.")


def _write(files: dict[str, str]) -> None:
    """Lay the files that belong to a submission beside its notebook."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes.fromhex(text))
