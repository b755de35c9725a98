"""The process of a server under test: started, talked to, and ended with all that it has started.

On the other side is server_host.py, the program that it runs.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic
from typing import IO, Any

from threadlab.homework import census
from threadlab.homework.modules import written
from threadlab.words import say

PATIENCE_SECONDS = 5.0  # that a test waits; no honest server needs as long
_SLOWER = 30  # times as long as a process needs to start: on a busy machine that is more
_MOST_SECONDS = 20.0
_MOST_CHARACTERS = 4000  # of the server's own output that are shown
_KILL = signal.SIGKILL if os.name == "posix" else signal.SIGTERM


class ServerProcess:
    """A process in which `target`, "module.name", can be told what to do; it is there when made.

    `patience` is how many seconds a test waits for whatever it waits for. Raises `AssertionError`
    if there is no such module, or the process does not come up.
    """

    def __init__(self, target: str):
        self.target = target
        self.module, _, self.name = target.rpartition(".")
        self.patience = PATIENCE_SECONDS
        folder, begin = written(self.module).parent, monotonic()
        self._output: IO[bytes] = TemporaryFile()  # noqa: SIM115
        with socket.create_server(("127.0.0.1", 0)) as listener:
            command = [sys.executable, "-m", "threadlab.homework.server_host"]
            command += [str(listener.getsockname()[1]), self.target, str(Path.cwd())]
            self._child = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=self._output,
                stderr=subprocess.STDOUT, start_new_session=True, env=_environment(),
            )  # fmt: skip
            try:
                listener.settimeout(0.1)
                self._channel = _accepted(listener, self._child)
            except BaseException:
                self.end(printing=True)
                raise
        slow = min(_SLOWER * (monotonic() - begin), _MOST_SECONDS)
        self.patience = max(PATIENCE_SECONDS, slow)
        self._lines = self._channel.makefile("rb")
        try:
            self.number = int(self.must(self.hear())["process"])
            self.threads = census.threads(self.number)  # before it does anything
        except BaseException:
            self.end(printing=True)
            raise

    @property
    def seconds(self) -> str:
        """How long a test waits, in words."""
        return f"{self.patience:.1f}".removesuffix(".0")

    def order(self, **order: Any) -> dict[str, Any]:
        """Tell the process what to do; return what it says, as `hear` does."""
        self._channel.sendall(json.dumps(order).encode() + b"\n")
        return self.hear()

    def hear(self, seconds: float = 0) -> dict[str, Any]:
        """The next message; what keeps it from coming is one, too."""
        self._channel.settimeout(seconds or self.patience)
        try:
            text = self._lines.readline()
        except TimeoutError:
            return {"late": True}
        except OSError:
            text = b""
        return dict(json.loads(text)) if text else {"ended": True}

    def must(self, reply: dict[str, Any]) -> dict[str, Any]:
        """The reply, if it is a good one; raises `AssertionError` if it is not."""
        if "late" in reply:
            raise AssertionError(say("checks.not_started", name=self.name, seconds=self.seconds))
        if "ended" in reply:
            raise AssertionError(self.gone)
        if "failed" in reply:
            raise AssertionError(say("checks.failed", name=self.target, error=reply["failed"]))
        return reply

    @property
    def gone(self) -> str:
        """The sentence that says that it has ended."""
        return say("checks.gone", name=f"{self.module}.py")

    def family(self) -> set[int]:
        """The process and all that it has started."""
        return {self.number, *census.descendants(self.number)}

    def worked(self) -> float:
        """Seconds of a processor's time that it and its family have used."""
        return sum(map(census.worked, self.family()))

    def end(self, *, printing: bool) -> None:
        """End the process, and whatever it has started; show what it has printed."""
        others = census.descendants(self._child.pid)
        with suppress(OSError):
            if os.name == "posix":
                os.killpg(self._child.pid, signal.SIGKILL)
        self._child.kill()
        for process in others:
            kill(process)
        self._child.wait()
        with self._output as output:
            output.seek(0)
            text = output.read().decode("utf-8", "replace")[-_MOST_CHARACTERS:].strip()
        if printing and text:
            print(say("checks.printed", name=f"{self.module}.py"), text, sep="\n")
        with suppress(AttributeError, OSError):
            self._lines.close()
            self._channel.close()


def kill(process: int) -> None:
    """Kill a process, if it is still there."""
    with suppress(OSError):
        os.kill(process, _KILL)


def _environment() -> dict[str, str]:
    given = {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    return os.environ | given


def _accepted(listener: socket.socket, child: subprocess.Popen[bytes]) -> socket.socket:
    """The call of the process that was started; raises `AssertionError` if there is none."""
    deadline = monotonic() + _MOST_SECONDS
    while child.poll() is None and monotonic() < deadline:
        with suppress(TimeoutError):
            return listener.accept()[0]
    raise AssertionError(say("checks.no_process"))
