"""Servers that answer in capitals, one for each design of chapter 11, and the coroutines of 15."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from ..workload.base import task

BACKLOG = 200
POOL = 4  # threads

Work = tuple[str, float]  # what an answer needs, as in `task`


def serve(design: str, work: Work, port: Any) -> None:
    """Serve by `design` until the process is ended; send the number of the port through `port`."""
    if os.name == "nt":  # elsewhere the whole group of processes is ended at once
        threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listener:
        port.send(listener.getsockname()[1])
        DESIGNS[design](listener, work)


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def answer(connection: socket.socket, work: Work) -> None:
    """Answer each line of one client, until it has no more to say."""
    with connection, connection.makefile("rb") as lines:
        for line in lines:
            task(*work)
            connection.sendall(line.upper())


def _loop(listener: socket.socket, work: Work) -> None:
    while True:
        connection, _ = listener.accept()
        answer(connection, work)


def _threads(listener: socket.socket, work: Work) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=answer, args=(connection, work), daemon=True).start()


def _pool(listener: socket.socket, work: Work) -> None:
    with ThreadPoolExecutor(POOL) as pool:
        while True:
            connection, _ = listener.accept()
            pool.submit(answer, connection, work)


def _processes(listener: socket.socket, work: Work) -> None:
    # A server of one thread may fork; on macOS the system's own libraries make it risky.
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    while True:
        connection, _ = listener.accept()
        context.Process(target=answer, args=(connection, work)).start()
        connection.close()  # the child has its own
        multiprocessing.active_children()  # lets go of those that have ended


def _coroutines(listener: socket.socket, work: Work) -> None:
    kind, amount = work

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            if kind == "wait":
                await asyncio.sleep(amount)
            else:
                task(kind, amount)
            writer.write(line.upper())
            await writer.drain()
        writer.close()

    async def main() -> None:
        server = await asyncio.start_server(one, sock=listener, backlog=BACKLOG)
        await server.serve_forever()

    asyncio.run(main())


DESIGNS: dict[str, Callable[[socket.socket, Work], None]] = {
    "loop": _loop,
    "threads": _threads,
    "processes": _processes,
    "pool": _pool,
    "coroutines": _coroutines,
}
