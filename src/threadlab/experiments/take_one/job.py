"""A hundred threads take one each."""

from __future__ import annotations

import threading
import time

from ..workload.base import Progress


def run(threads: int, pause: float, locked: bool) -> dict[str, object]:
    """Let each of `threads` take one from as many, with a `pause` in between: left, seconds."""
    stock = {"left": threads}
    gate = threading.Lock()
    progress = Progress(threads)

    def take() -> None:
        seen = stock["left"]
        time.sleep(pause)
        stock["left"] = seen - 1

    def take_safely() -> None:
        with gate:
            take()

    begin = time.perf_counter()
    team = [threading.Thread(target=take_safely if locked else take) for _ in range(threads)]
    for thread in team:
        thread.start()
    for thread in team:
        thread.join()
        progress.step()
    return {"left": stock["left"], "seconds": time.perf_counter() - begin}
