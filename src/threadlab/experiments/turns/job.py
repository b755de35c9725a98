"""Whose turn it is to execute Python code: threads that look at the clock all the time."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from ..workload.base import Progress

GAP_SECONDS = 0.00001  # whoever has not looked at the clock for longer was kept out meanwhile
NAP_SECONDS = 0.001
TRIES = 5
CALM_SHARE = 0.97  # of the time somebody should be executed


def run(computing: int, sleeping: int, interval: float, seconds: float) -> dict[str, object]:
    """Let threads compute, and others take naps of 1 ms, and note when each of them was executed.

    `interval` is the switch interval in seconds. A computing thread gives its "turns", pairs of
    moments between which it has executed code without a break; a sleeping one its "naps", pairs of
    the moment at which it went to sleep and the one at which it was executed again. Other programs
    leave gaps: of up to five recordings the one is returned in which most was executed.
    """
    sys.setswitchinterval(interval)
    progress = Progress(TRIES)
    best: list[dict[str, Any]] = []
    for _ in range(TRIES if computing else 1):
        found = _record(computing, sleeping, seconds)
        best = max(best or found, found, key=_executed)
        progress.step()
        if _executed(best) > CALM_SHARE * seconds:
            break
    return {"threads": best, "seconds": seconds, "nap": NAP_SECONDS}


def _executed(found: list[dict[str, Any]]) -> float:
    """Seconds for which the computing threads were executed, all of them together."""
    return sum((b - a for each in found for a, b in each.get("turns", ())), 0.0)


def _record(computing: int, sleeping: int, seconds: float) -> list[dict[str, Any]]:
    everybody = threading.Barrier(computing + sleeping + 1)
    found: list[dict[str, Any]] = [{"turns": []} for _ in range(computing)]
    found += [{"naps": []} for _ in range(sleeping)]
    now = time.perf_counter

    def compute(turns: list[tuple[float, float]]) -> None:
        everybody.wait()
        first = last = now()
        while last < end:
            moment = now()
            if moment - last > GAP_SECONDS:
                turns.append((first - begin, last - begin))
                first = moment
            last = moment
        turns.append((first - begin, last - begin))

    def nap(naps: list[tuple[float, float]]) -> None:
        everybody.wait()
        moment = now()
        while moment < end:
            time.sleep(NAP_SECONDS)
            woken = now()
            naps.append((moment - begin, woken - begin))
            moment = woken

    team = [
        threading.Thread(target=compute if "turns" in each else nap, args=tuple(each.values()))
        for each in found
    ]
    for thread in team:
        thread.start()
    begin = now()
    end = begin + seconds
    everybody.wait()
    for thread in team:
        thread.join()
    return found
