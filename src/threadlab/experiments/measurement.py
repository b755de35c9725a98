"""One measurement: a job sent to a child process, followed while it runs, stopped if asked to."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from html import escape
from threading import Timer
from time import monotonic
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.experiments.builds import Build, command, this_build
from threadlab.experiments.workload import jobs
from threadlab.progress import own_file
from threadlab.words import say

MOST_SECONDS = 300.0  # for a job that was given no limit of its own
_PATIENCE_SECONDS = 1.0  # seconds before a page says how far a measurement is


@dataclass(frozen=True)
class Measurement:
    """What a job has given: its `result`, as its `run` calls it, and on which build."""

    job: str
    arguments: Mapping[str, Any]
    result: Mapping[str, Any]
    build: Build


class Running:
    """A job in a child process that leads a group of its own, so that stopping it stops all."""

    def __init__(self, job: str, arguments: Mapping[str, Any], build: Build, longest: float):
        self.job, self.arguments, self.build = job, arguments, build
        self.stopped = self.too_long = False
        options: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
        self._child = subprocess.Popen(
            command(build.path),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            **options,
        )  # fmt: skip
        self._timer = Timer(longest, self._give_up)
        self._timer.daemon = True
        self._timer.start()
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps({"job": job, **arguments}) + "\n")
        self._child.stdin.close()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Go through what the child says, until its result."""
        assert self._child.stdout is not None
        for line in self._child.stdout:
            yield json.loads(line)

    def follow(self, progress: Callable[[int, int], object] | None = None) -> Measurement:
        """Wait for the result; `progress(done, of)` is called now and then.

        Raises `ThreadlabError` if the job fails, takes too long or is stopped. Whatever happens,
        nothing is left running.
        """
        last: dict[str, Any] = {}
        try:
            for last in self:
                if progress is not None and "done" in last:
                    progress(last["done"], last["of"])
        finally:
            self._end()
        if "result" in last:
            return Measurement(self.job, self.arguments, last["result"], self.build)
        if self.too_long:
            raise ThreadlabError(say("measuring.too_long", seconds=f"{self._timer.interval:g}"))
        if self.stopped:
            raise ThreadlabError(say("measuring.stopped"))
        why = last.get("error") or self._complaint or say("measuring.silent")
        raise ThreadlabError(say("measuring.failed", why=why))

    def stop(self) -> None:
        """Stop the job and everything that it has started."""
        self.stopped = True
        self._kill()

    def _give_up(self) -> None:
        self.too_long = True
        self._kill()

    def _kill(self) -> None:
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(self._child.pid, signal.SIGKILL)
        else:
            self._child.kill()

    def _end(self) -> None:
        self._timer.cancel()
        self._kill()
        assert self._child.stdout is not None and self._child.stderr is not None
        lines = self._child.stderr.read().strip().splitlines()
        self._complaint = lines[-1] if lines else ""
        self._child.stdout.close()
        self._child.stderr.close()
        self._child.wait()


_followers: ContextVar[tuple[Callable[[Running], object], Callable[[int, int], object]] | None]
_followers = ContextVar("followers", default=None)


@contextmanager
def following(
    started: Callable[[Running], object], progress: Callable[[int, int], object]
) -> Iterator[None]:
    """Tell of each measurement in the block when it starts, and how it gets on."""
    token = _followers.set((started, progress))
    try:
        yield
    finally:
        _followers.reset(token)


def measure(
    job: str,
    *,
    build: Build | None = None,
    longest: float = MOST_SECONDS,
    progress: Callable[[int, int], object] | None = None,
    **arguments: Any,
) -> Measurement:
    """Do `job` in a child process and return what it gave.

    A job has the name of its folder, with dashes, and takes the `arguments` of `run` there. `build`
    is another interpreter, `longest` the seconds after which the job is given up. The kernel's stop
    button stops it.

    Raises `ThreadlabError` if the job fails or takes too long, or if there is none of that name.
    """
    if job not in jobs():
        raise ThreadlabError(say("measuring.no_job", name=job, jobs=", ".join(jobs())))
    running = Running(job, arguments, build or this_build(), longest)
    followers = _followers.get()
    if followers is not None:
        followers[0](running)
        return running.follow(progress or followers[1])
    try:
        with _on_the_page(job) as shown:
            return running.follow(progress or shown)
    except KeyboardInterrupt:
        raise ThreadlabError(say("measuring.stopped")) from None


@contextmanager
def _on_the_page(job: str) -> Iterator[Callable[[int, int], object] | None]:
    """In the reader's lab, say below the cell how far a longer measurement is, until it is done.

    Nowhere else: what a cell shows is compared, and how long it takes is another thing each time.
    """
    if own_file() is None or "IPython" not in sys.modules:
        yield None
        return
    from IPython.display import display

    begun = monotonic()
    line: Any = None

    def show(done: int, of: int) -> None:
        nonlocal line
        spent = monotonic() - begun
        if spent < _PATIENCE_SECONDS:
            return
        words = say("measuring.under_way", name=job, done=done, of=of, seconds=f"{spent:.0f}")
        bundle = {"text/plain": words, "text/html": f"<i>{escape(words)}</i>"}
        if line is None:
            line = display(bundle, raw=True, display_id=True)
        else:
            line.update(bundle, raw=True)

    try:
        yield show
    finally:
        if line is not None:
            line.update({"text/plain": "", "text/html": ""}, raw=True)
