"""A pool of local workers: each a process of its own with a zygote of its own.

A worker that dies takes nothing along: its job is given to another one.
"""

from __future__ import annotations

import select
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.wire import Channel, Gone, pair

TRIES = 5


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    channel: Channel
    ready: bool = False


class Pool:
    """Runs jobs in `count` processes; `results` gives them as they come."""

    def __init__(self, count: int):
        self.count = max(1, count)
        self._workers: dict[int, _Worker] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def processes(self) -> list[int]:
        """The workers' process numbers."""
        return [worker.process.pid for worker in self._workers.values()]

    def results(self, jobs: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes | None, str]]:
        """Yield (key, result, "") for each (key, job) in the order of completion.

        A job that has killed its worker `TRIES` times comes as (key, None, reason). Raises
        `ThreadlabError` if no worker can work here.
        """
        waiting = iter(jobs)
        again: list[tuple[Any, bytes, int]] = []
        busy: dict[int, tuple[Any, bytes, int]] = {}
        done = False
        while True:
            while len(busy) < self.count:
                if not done and (upcoming := next(waiting, None)) is not None:
                    task = (*upcoming, 1)
                else:
                    done = True
                    if not again:
                        break
                    task = again.pop(0)  # when all others are done: it may be the job's own fault
                number = self._free(busy)
                busy[number] = task
                try:
                    self._workers[number].channel.send({"job": task[1].decode()})
                except Gone:
                    again += self._lost(number, busy)
            if not busy:
                return
            poll = select.poll()
            for number in busy:
                poll.register(number, select.POLLIN)
            for number, _ in poll.poll():
                worker = self._workers[number]
                try:
                    answer = worker.channel.receive(longest=2**31)
                except Gone:
                    again += self._lost(number, busy)
                    continue
                if "ready" in answer:
                    worker.ready = True
                    continue
                key, _, _ = busy.pop(number)
                if "refused" in answer:
                    self.close()
                    raise ThreadlabError(answer["refused"])
                yield key, answer["result"].encode(), ""
            for task in [task for task in again if task[2] > TRIES]:
                again.remove(task)
                yield task[0], None, f"The worker died {TRIES} times while grading it."

    def _free(self, busy: dict[int, Any]) -> int:
        for number in self._workers:
            if number not in busy:
                return number
        here, there = pair()
        end = there.socket.fileno()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "threadlab.grading.worker", str(end)],
            pass_fds=[end],
            stdin=subprocess.DEVNULL,
        )
        there.close()
        number = here.socket.fileno()
        self._workers[number] = _Worker(process, here)
        return number

    def _lost(self, number: int, busy: dict[int, Any]) -> list[tuple[Any, bytes, int]]:
        """Give up a worker that has died; return its job, to be tried again."""
        worker = self._workers.pop(number)
        key, job, tries = busy.pop(number)
        worker.channel.close()
        worker.process.kill()
        worker.process.wait()
        if not worker.ready and tries >= TRIES:
            self.close()
            raise ThreadlabError("The workers that grade can't be started; see their errors above.")
        return [(key, job, tries + 1)]

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
