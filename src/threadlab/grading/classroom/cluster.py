"""The same jobs on a Dask cluster, by the address of its scheduler; no disk is shared.

Dask can't stop a task that runs. So each of its threads has a pool of one worker, which can be
stopped, and whose death is not that of the machine's Dask worker.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.extras import needed
from threadlab.grading.classroom.pool import Pool

_local = threading.local()


def grade_apart(job: bytes) -> tuple[bytes | None, str]:
    """Grade in a process of its own, with a limit of time: the result, or None and a reason."""
    pool: Pool | None = getattr(_local, "pool", None)
    if pool is None:
        pool = _local.pool = Pool(1)
    _, result, reason = next(pool.results([(None, job)]))
    return result, reason


class Cluster:
    """Runs jobs on the workers of `scheduler`, such as "tcp://10.0.0.1:8786".

    Raises `ThreadlabError` if Dask is not installed or nobody answers there.
    """

    def __init__(self, scheduler: str, *, ahead: int = 200):
        with needed():
            from distributed import Client
        try:
            self._client = Client(scheduler, timeout=10, set_as_default=False)
        except OSError as error:
            raise ThreadlabError(f"No Dask scheduler answers at {scheduler}: {error}") from None
        self._ahead = ahead

    def results(self, jobs: Iterable[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes | None, str]]:
        """Yield (key, result, reason) as they come; a lost worker's jobs are given to others."""
        from distributed import as_completed

        waiting = iter(jobs)
        keys: dict[str, Any] = {}
        running = as_completed([], loop=self._client.loop)

        def submit() -> bool:
            for key, job in waiting:
                future = self._client.submit(grade_apart, job, pure=False, retries=2)
                keys[future.key] = key
                running.add(future)
                return True
            return False

        for _ in range(self._ahead):
            if not submit():
                break
        for future in running:
            key = keys.pop(future.key)
            error = future.exception()
            if isinstance(error, ThreadlabError):
                raise error
            if error is not None:
                yield key, None, f"{type(error).__name__}: {error}"
            else:
                yield key, *future.result()
            future.release()
            submit()

    def close(self) -> None:
        """Leave the cluster; its workers go on."""
        self._client.close()
