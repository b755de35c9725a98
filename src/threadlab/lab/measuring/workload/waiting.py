"""Who has to wait beside busy threads."""

from __future__ import annotations

import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable

from .base import Progress, compute


def run_latency(busy: int, interval: float, rounds: int) -> dict[str, object]:
    """Beside `busy` computing threads: median ms of a sleep of 1 ms, and of a one-byte answer.

    `interval` is the switch interval in seconds.
    """
    sys.setswitchinterval(interval)
    stop = threading.Event()
    team = [threading.Thread(target=_until, args=(stop,), daemon=True) for _ in range(busy)]
    for thread in team:
        thread.start()
    progress = Progress(2 * rounds)
    sleeps = [_timed(lambda: time.sleep(0.001), progress) for _ in range(rounds)]
    here, there = socket.socketpair()
    echo = threading.Thread(target=_echo, args=(there,), daemon=True)
    echo.start()

    def ask() -> None:
        here.sendall(b"x")
        here.recv(1)

    answers = [_timed(ask, progress) for _ in range(rounds)]
    here.close()
    stop.set()
    return {
        "sleep_ms": statistics.median(sleeps) * 1000,
        "answer_ms": statistics.median(answers) * 1000,
    }


def _until(stop: threading.Event) -> None:
    while not stop.is_set():
        compute(200)


def _echo(there: socket.socket) -> None:
    with there:
        while there.recv(1):
            there.sendall(b"x")


def _timed(action: Callable[[], object], progress: Progress) -> float:
    begin = time.perf_counter()
    action()
    progress.step()
    return time.perf_counter() - begin
