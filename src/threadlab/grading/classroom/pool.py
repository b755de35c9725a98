"""A pool of local workers: each a process of its own with a sandbox of its own.

A worker that dies takes nothing along: its job is given to another one. One that takes longer than
any submission can, or answers with no result, is ended; its job has failed then.
"""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from time import monotonic
from typing import Any, Protocol

from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.job import patience
from threadlab.grading.wire.channel import Channel, Gone, NoAnswer, pair
from threadlab.words import say

TRIES = 5
_MOST_BYTES = 2**30  # of a result
_ANSWER_SECONDS = 60.0  # for a result that has begun to come


class Executor(Protocol):
    """What runs jobs: a local pool, or a cluster."""

    def results(self, jobs: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes | None, str]]:
        """Yield (key, result, reason) for each (key, job)."""
        ...

    def close(self) -> None:
        """Give up what runs them."""
        ...


@dataclass(frozen=True)
class _Task:
    key: Any
    job: bytes
    tries: int
    seconds: float
    end: float  # by the clock, when it was begun


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    channel: Channel
    ready: bool = False


class Pool:
    """Runs jobs in `count` processes; `results` gives them as they come."""

    def __init__(self, count: int, *, patience: Callable[[bytes], float] = patience):
        self.count = max(1, count)
        self._patience = patience
        self._workers: dict[int, _Worker] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def processes(self) -> list[int]:
        """The workers' process numbers."""
        return [worker.process.pid for worker in self._workers.values()]

    def begin(self, expected: int) -> None:
        """Start what `expected` jobs need before they are there: workers, and their sandboxes.

        That takes a while. Where there are more jobs, more workers are started when they come.
        """
        while len(self._workers) < min(self.count, expected):
            self._start("warm")

    def results(self, jobs: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes | None, str]]:
        """Yield (key, result, "") for each (key, job) in the order of completion.

        A job that has killed its worker `TRIES` times, or that has no result in time, comes as
        (key, None, reason). Raises `ThreadlabError` if no worker can work here.
        """
        waiting = iter(jobs)
        again: list[_Task] = []
        busy: dict[int, _Task] = {}
        done = False
        while True:
            while len(busy) < self.count:
                if not done and (upcoming := next(waiting, None)) is not None:
                    seconds = self._patience(upcoming[1])
                    task = _Task(*upcoming, 1, seconds, monotonic() + seconds)
                else:
                    done = True
                    if not again:
                        break
                    old = again.pop(0)  # when all others are done: it may be the job's own fault
                    task = replace(old, end=monotonic() + old.seconds)
                number = self._free(busy)
                busy[number] = task
                try:
                    self._workers[number].channel.send({"job": task.job.decode()})
                except NoAnswer:
                    again += self._lost(number, busy)
            if not busy:
                return
            for number in self._answering(busy):
                try:
                    channel = self._workers[number].channel
                    answer = channel.receive(monotonic() + _ANSWER_SECONDS, _MOST_BYTES)
                except Gone:
                    again += self._lost(number, busy)
                    continue
                except NoAnswer:
                    yield self._ended(number, busy), None, say("grading.worker_babbled")
                    continue
                if "ready" in answer:
                    self._workers[number].ready = True
                    continue
                key = busy.pop(number).key
                if "refused" in answer:
                    self.close()
                    raise ThreadlabError(answer["refused"])
                yield key, answer["result"].encode(), ""
            for number in [number for number, task in busy.items() if task.end <= monotonic()]:
                reason = say("grading.too_long", seconds=f"{busy[number].seconds:.0f}")
                yield self._ended(number, busy), None, reason
            for task in [task for task in again if task.tries > TRIES]:
                again.remove(task)
                yield task.key, None, say("grading.worker_died", tries=TRIES)

    def _answering(self, busy: dict[int, _Task]) -> list[int]:
        """Wait until a worker says something or a job has had its time; return who does."""
        heard = [number for number in busy if self._workers[number].channel.begun]
        if heard:  # what came together with an earlier message
            return heard
        poll = select.poll()
        for number in busy:
            poll.register(number, select.POLLIN)
        left = min(task.end for task in busy.values()) - monotonic()
        return [number for number, _ in poll.poll(max(0.0, left) * 1000 + 1)]

    def _free(self, busy: dict[int, Any]) -> int:
        for number in self._workers:
            if number not in busy:
                return number
        return self._start()

    def _start(self, *how: str) -> int:
        here, there = pair()
        end = there.socket.fileno()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "threadlab.grading.classroom.worker", str(end), *how],
            pass_fds=[end],
            stdin=subprocess.DEVNULL,
        )
        there.close()
        here.send_seconds = _ANSWER_SECONDS
        number = here.socket.fileno()
        self._workers[number] = _Worker(process, here)
        return number

    def _lost(self, number: int, busy: dict[int, _Task]) -> list[_Task]:
        """Give up a worker that has died; return its job, to be tried again."""
        ready = self._workers[number].ready
        task = busy[number]
        self._ended(number, busy)
        if not ready and task.tries >= TRIES:
            self.close()
            raise ThreadlabError("The workers that grade can't be started; see their errors above.")
        return [replace(task, tries=task.tries + 1)]

    def _ended(self, number: int, busy: dict[int, _Task]) -> Any:
        """End a worker, and its sandbox with it; return the key of its job."""
        worker = self._workers.pop(number)
        worker.channel.close()
        worker.process.kill()
        worker.process.wait()
        return busy.pop(number).key

    def close(self) -> None:
        """End the workers."""
        for worker in self._workers.values():
            worker.channel.close()
        for worker in self._workers.values():
            try:
                worker.process.wait(2)
            except subprocess.TimeoutExpired:
                worker.process.kill()
                worker.process.wait()
        self._workers.clear()
