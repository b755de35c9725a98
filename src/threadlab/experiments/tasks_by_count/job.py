"""More and more tasks, each by a worker of its own."""

from __future__ import annotations

from ..tasks.job import run as run_tasks


def run(kind: str, counts: list[int], work: str, amount: float) -> dict[str, object]:
    """Do each number of tasks in `counts`, each task by one of its own of `kind`: the seconds."""
    times = []
    for count in counts:
        found = run_tasks(kind, count, 0, work, amount)
        if found["started"] != count:
            raise RuntimeError(f"no more than {found['started']} could be started")
        times.append(found["seconds"])
    return {"seconds": times}
