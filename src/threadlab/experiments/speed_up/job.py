"""One job divided among more and more workers."""

from __future__ import annotations

from ..workload.base import Progress, task
from ..workload.teams import Member, time_team


def run(
    kind: str, workers: list[int], work: str, amount: float, serial: float = 0.0, rounds: int = 2
) -> dict[str, object]:
    """Divide one job by each number of `workers`: "seconds", and those for "starting" the team.

    The job is `amount` steps of a computation ("cpu") or seconds of waiting ("wait"); a share
    `serial` of it is done by one alone before the others begin. `kind` is threads or a start
    method. Both lists have one value for each number of workers, the shortest of some `rounds`.
    """
    progress = Progress(len(workers))
    seconds, starting = [], []
    for count in workers:
        share: Member = (task, (work, amount * (1 - serial) / count))
        alone = (work, amount * serial)
        times = [time_team(kind, [share] * count, alone) for _ in range(rounds)]
        starting.append(min(starts for starts, _ in times))
        seconds.append(min(works for _, works in times))
        progress.step()
    return {"seconds": seconds, "starting": starting}
