"""A pool of local workers: each a process of its own with a zygote of its own.

A worker that dies takes nothing along: its job is given to another one, at most twice.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

from threadlab.errors import ThreadlabError

TRIES = 3


class Pool:
    """Runs jobs in `count` processes; `results` gives them as they come."""

    def __init__(self, count: int):
        self.count = max(1, count)
        self._context = multiprocessing.get_context("spawn")
        self._workers: dict[Connection, Any] = {}

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def processes(self) -> list[int]:
        """The workers' process numbers."""
        return [worker.pid for worker in self._workers.values()]

    def results(self, jobs: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes | None, str]]:
        """Yield (key, result, "") for each (key, job) in the order of completion.

        A job that can't be done comes as (key, None, reason).
        """
        waiting = iter(jobs)
        again: list[tuple[Any, bytes, int]] = []
        busy: dict[Connection, tuple[Any, bytes, int]] = {}
        done = False
        while True:
            while len(busy) < self.count and not (done and not again):
                if again:
                    task = again.pop()
                else:
                    try:
                        key, job = next(waiting)
                    except StopIteration:
                        done = True
                        break
                    task = (key, job, 1)
                connection = self._free(busy)
                try:
                    connection.send_bytes(task[1])
                except OSError:
                    self._forget(connection)
                    again.append(task)
                    continue
                busy[connection] = task
            if not busy:
                return
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                key, job, tries = busy.pop(ready)
                try:
                    answer = ready.recv_bytes()
                except (EOFError, OSError):
                    self._forget(ready)
                    if tries < TRIES:
                        again.append((key, job, tries + 1))
                    else:
                        yield key, None, f"The worker died {TRIES} times while grading it."
                    continue
                if answer[:1] == b"!":
                    self.close()
                    raise ThreadlabError(answer[1:].decode())
                if answer[:1] == b"?":
                    yield key, None, answer[1:].decode()
                else:
                    yield key, answer[1:], ""

    def _free(self, busy: dict[Connection, Any]) -> Connection:
        for connection in self._workers:
            if connection not in busy:
                return connection
        here, there = self._context.Pipe()
        worker = self._context.Process(target=_work, args=(there,), daemon=True)
        worker.start()
        there.close()
        self._workers[here] = worker
        return here

    def _forget(self, connection: Connection) -> None:
        worker = self._workers.pop(connection)
        connection.close()
        worker.kill()
        worker.join()

    def close(self) -> None:
        """End the workers."""
        for connection in list(self._workers):
            self._forget(connection)


def _work(connection: Connection) -> None:
    """Grade what comes until the parent is gone."""
    from threadlab.grading.job import grade

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent sees to it
    while True:
        try:
            job = connection.recv_bytes()
        except (EOFError, OSError):
            os._exit(0)
        try:
            answer = b"=" + grade(job)
        except ThreadlabError as error:
            answer = b"!" + str(error).encode()
        except Exception as error:
            answer = b"?" + f"{type(error).__name__}: {error}".encode()
        try:
            connection.send_bytes(answer)
        except OSError:
            os._exit(0)
