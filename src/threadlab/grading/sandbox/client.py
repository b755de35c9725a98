"""The judge's side of the wall: a sandbox that opens rooms, and a room as the judge sees it.

What is on the other side: zygote.py is the process that a `Sandbox` starts, and inside/host.py the
first process of a `Room`.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import subprocess
import sys
from time import monotonic
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.sandbox import enclosure
from threadlab.grading.wire.channel import Channel, Gone, NoAnswer, Pipe, pair
from threadlab.grading.wire.limits import Limits

_END_SECONDS = 10.0  # within which the processes of a room are gone
_READY_SECONDS = 60.0  # within which a zygote is ready, on a machine that is very busy
_CLOSE_SECONDS = 5.0  # within which a zygote ends by itself
_ADVICE = (
    "Grading would run students' code with your own rights, so it has stopped. On Linux it needs "
    "user namespaces (Ubuntu 24.04 forbids them by kernel.apparmor_restrict_unprivileged_userns, "
    "many containers by their security profile). Grade on a machine that has them, or say "
    "--no-sandbox (c.Sealed.sandbox = False) if you trust every submission; the gradebook then "
    "says so."
)


class NoSandbox(ThreadlabError):  # noqa: N818
    """There can be no sandbox on this machine."""


class Sandbox:
    """A warm process that opens rooms; `sealed` is False only where an instructor wants it so.

    Raises `NoSandbox` where there can be none, `Gone` if it was killed before it was ready.
    """

    def __init__(self, *, sealed: bool = True):
        if sealed and (reason := enclosure.missing()):
            raise NoSandbox(f"{reason} {_ADVICE}")
        self._here, other = pair()
        self._zygote = _start_zygote(other.socket.fileno())
        other.close()
        answer = self._ready(sealed)
        if "failed" in answer:
            self.close()
            raise NoSandbox(f"No sandbox can be had here ({answer['failed']}). {_ADVICE}")
        self.groups: list[str] = answer["groups"]
        atexit.register(self.close)

    def _ready(self, sealed: bool) -> dict[str, Any]:
        """Wait until the zygote is ready; return what it says of itself."""
        stage = ""
        try:
            self._here.send({"sealed": sealed})
            answer: dict[str, Any] = self._here.receive(monotonic() + _READY_SECONDS)
            if "stage" in answer:
                stage = answer["stage"]
                answer = self._here.receive(monotonic() + _READY_SECONDS)
            return answer
        except Gone:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if self._zygote.wait(_CLOSE_SECONDS) == -signal.SIGKILL:  # by somebody: try again
                    self._here.close()
                    raise
            return {"failed": "its first process ended"}
        finally:
            if stage:
                with contextlib.suppress(OSError):
                    os.rmdir(stage)  # noqa: PTH106

    def open(self, limits: Limits) -> Room:
        """Open a room for one submission."""
        return Room(self._here, limits)

    @property
    def alive(self) -> bool:
        """Whether rooms can be opened, by the zygote's own word.

        Of a process that is being ended the rooms and the conversation are gone a while before the
        system says that it is, above all where it has namespaces to give back.
        """
        if self._zygote.poll() is not None:
            return False
        try:
            self._here.send({"do": "answer"})
            self._here.receive(monotonic() + _READY_SECONDS)
        except NoAnswer:
            return False
        return True

    def close(self) -> None:
        """End the zygote and everything in its rooms."""
        self._here.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._zygote.wait(_CLOSE_SECONDS)
        if self._zygote.poll() is None:
            self._zygote.kill()
            self._zygote.wait()


def _start_zygote(end: int) -> subprocess.Popen[bytes]:
    """Start the zygote, with its end of the conversation and nothing else of this process."""
    environment = {"PATH": "/usr/bin:/bin", "HOME": enclosure.HOME, "LANG": "C.UTF-8",
                   "IPYTHONDIR": f"{enclosure.HOME}/.ipython", "MPLBACKEND": "agg",
                   "MPLCONFIGDIR": "/tmp", "PYTHONHASHSEED": "0",
                   "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip
    # A process with threads can't be forked, and the pools of threads that numerical libraries
    # start when they are imported help nobody here: there is one room for each core.
    environment |= dict.fromkeys(
        (f"{name}_NUM_THREADS" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")), "1"
    )
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "threadlab.grading.inside.zygote", str(end)],
        pass_fds=[end],
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=environment,
    )


class Room:
    """The processes of one submission behind the wall, and what they print."""

    def __init__(self, zygote: Channel, limits: Limits):
        self.limits = limits
        self.output, self.errors = Pipe(limits.output), Pipe(limits.output)
        self._control, other = pair()
        zygote.send(
            {"limits": limits.data()},
            (other.socket.fileno(), self.output.writing, self.errors.writing),
        )
        other.close()
        self.output.give_away()
        self.errors.give_away()
        self._number = 0
        self._open: list[Channel] = []

    def start(self, order: dict[str, Any]) -> tuple[Channel, int]:
        """Start a process in the room; return the conversation with it and its number."""
        self._number += 1
        channel, other = self.conversation()
        self._control.send({**order, "number": self._number}, (other.socket.fileno(),))
        other.close()
        return channel, self._number

    def conversation(self) -> tuple[Channel, Channel]:
        """Two ends of a conversation; while the first one waits, it takes what is printed."""
        channel, other = pair()
        channel.pipes = (self.output, self.errors)
        self._open.append(channel)
        return channel, other

    def interrupt(self, number: int) -> None:
        """Send a process what Ctrl-C sends."""
        self._control.send({"do": "interrupt", "number": number})

    def hold(self) -> bool:
        """Stop every process in the room but the first, until they `go_on`; False if it is gone.

        What a notebook has left running is needed by its later cells, and is not to take the
        processor from anything else in between.
        """
        return self._told("hold")

    def go_on(self) -> bool:
        """Let everything go on that was held; False if the room is gone."""
        return self._told("go on")

    def _told(self, what: str) -> bool:
        """Tell the first process something, and wait until it is done."""
        try:
            self._control.send({"do": what})
            self._control.receive(monotonic() + _END_SECONDS)
        except NoAnswer:
            return False
        return True

    def printed(self) -> list[dict[str, Any]]:
        """What was printed since the last call, as a notebook's outputs."""
        outputs = []
        for name, pipe in (("stdout", self.output), ("stderr", self.errors)):
            text, dropped = pipe.take()
            if dropped:
                text += f"\n… {dropped:,} more bytes were printed and not kept.\n"
            if text:
                outputs.append({"output_type": "stream", "name": name, "text": text})
        return outputs

    def close(self) -> None:
        """End every process in the room, and wait for that.

        Until they are gone a flood of processes counts against the next room: it has the same user.
        """
        self._control.close()
        for channel in self._open:
            channel.close()
        deadline = monotonic() + _END_SECONDS
        self.output.wait(deadline)
        self.errors.wait(deadline)
        self.output.close()
        self.errors.close()
