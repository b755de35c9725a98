"""Many clients of one server at once: when each of them has asked, and when it was answered."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from typing import Any

from ..workload.base import Progress
from .designs import DESIGNS, serve

CLIENT_SECONDS = 60.0  # within which a client has to be done


def run(
    design: str, clients: int, requests: int, think: float, work: str, amount: float
) -> dict[str, object]:
    """Let `clients` call a server of this `design` at once, with `requests` for it each.

    Before each request a client thinks for `think` seconds. An answer needs `amount` of `work`,
    as in `task`. Gives {"clients": [[[asked, answered], …], …]}, in seconds since the first
    client was there, for those clients that were served.
    """
    if design not in DESIGNS:
        raise ValueError(f"there is no design {design!r}")
    context: Any = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    server = context.Process(target=serve, args=(design, (work, amount), there))
    server.start()
    there.close()
    try:
        port = here.recv()
        found = asyncio.run(_all(port, clients, requests, think, Progress(clients)))
    finally:
        server.terminate()
        server.join()
    return {"clients": found, "late": clients - len(found)}


async def _all(
    port: int, clients: int, requests: int, think: float, progress: Progress
) -> list[list[tuple[float, float]]]:
    begin = time.perf_counter()

    async def client() -> list[tuple[float, float]]:
        pairs = []
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(requests):
            await asyncio.sleep(think)
            asked = time.perf_counter() - begin
            writer.write(b"hello\n")
            if await reader.readline() != b"HELLO\n":
                raise ConnectionError
            pairs.append((round(asked, 5), round(time.perf_counter() - begin, 5)))
        writer.close()
        progress.step()
        return pairs

    async def patient() -> list[tuple[float, float]] | None:
        try:
            return await asyncio.wait_for(client(), CLIENT_SECONDS)
        except (OSError, TimeoutError):
            return None

    found = await asyncio.gather(*[patient() for _ in range(clients)])
    return [pairs for pairs in found if pairs is not None]
