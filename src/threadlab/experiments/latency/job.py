"""Who has to wait beside busy threads."""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from ..workload.base import Progress, compute

# A client in a process of its own: it must not need the GIL that it wants to know something about.
_CLIENT = """
import socket, statistics, sys, time
port, rounds = map(int, sys.argv[1:])
with socket.create_connection(("127.0.0.1", port)) as server:
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server.recv(1)
    times = []
    for _ in range(rounds):
        time.sleep(0.002)
        begin = time.perf_counter()
        server.sendall(b"x")
        server.recv(1)
        times.append(time.perf_counter() - begin)
print(statistics.median(times))
"""


def run(busy: int, interval: float, rounds: int) -> dict[str, object]:
    """Beside `busy` computing threads: median ms of a sleep of 1 ms, and of a one-byte answer.

    The answer is given by a thread beside the busy ones to a client in another process. `interval`
    is the switch interval in seconds.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        command = [sys.executable, "-I", "-c", _CLIENT, str(port), str(rounds)]
        client = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        listener.settimeout(30)
        client_socket, _ = listener.accept()
    sys.setswitchinterval(interval)
    stop = threading.Event()
    team = [threading.Thread(target=_until, args=(stop,), daemon=True) for _ in range(busy)]
    for thread in team:
        thread.start()
    progress = Progress(2 * rounds)
    sleeps = [_timed(lambda: time.sleep(0.001), progress) for _ in range(rounds)]
    _answer(client_socket, progress)
    stop.set()
    said, _ = client.communicate()
    return {"sleep_ms": statistics.median(sleeps) * 1000, "answer_ms": float(said) * 1000}


def _until(stop: threading.Event) -> None:
    while not stop.is_set():
        compute(200)


def _answer(client: socket.socket, progress: Progress) -> None:
    with client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.sendall(b"g")
        while client.recv(1):
            client.sendall(b"x")
            progress.step()


def _timed(action: Callable[[], object], progress: Progress) -> float:
    begin = time.perf_counter()
    action()
    progress.step()
    return time.perf_counter() - begin
