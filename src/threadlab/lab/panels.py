"""A panel with real threads: how many can this machine start?"""

from __future__ import annotations

import threading
from dataclasses import replace
from time import sleep

from threadlab.lab.panel import panel, slider
from threadlab.lab.recordings import record
from threadlab.pictures.picture import Picture
from threadlab.words import say


def crowd() -> None:
    """Chapter 04: start so many real threads that sleep, and draw them on the wall clock."""
    panel(draw_crowd, lazy=True, count=slider(say("panel.count"), 5, 1, 1000))


def draw_crowd(count: int, seconds: float = 0.2) -> Picture:
    """Start `count` real threads that sleep for `seconds` each; join them; draw their lanes."""
    threads: list[threading.Thread] = []
    with record({"sleep": sleep}) as recording:
        for number in range(count):
            name = say("panel.thread", number=number + 1)
            thread = threading.Thread(target=_rest, args=(seconds,), name=name)
            try:
                thread.start()
            except RuntimeError:  # the system's limit: go on with what has started, and say so
                break
            threads.append(thread)
        for thread in threads:
            thread.join()
    started = len(threads)
    note = say(
        "panel.crowd" if started == count else "panel.limit",
        count=started,
        elapsed=f"{recording.elapsed:.2f}",
        serial=f"{started * seconds:.1f}",
    )
    return replace(recording.picture(), note=note)


def _rest(seconds: float) -> None:
    """Sleep as everybody calls it, so that it is recorded."""
    import time

    time.sleep(seconds)
