"""Buyers in processes of their own, and seats counted in a file or a database on the disk."""

from __future__ import annotations

import multiprocessing
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ..workload.base import Progress

TURN_SECONDS = 60.0  # within which a process has to come, or to get its turn
WAYS = ("none", "own", "lock", "database")


def run(buyers: int, tickets: int, way: str, pause: float) -> dict[str, object]:
    """Let each of `buyers`, a process, buy one of `tickets`, with a `pause` between look and take.

    `way` is "none" (no lock), "own" (each process has a lock of its own), "lock" (one lock, passed
    to all) or "database" (SQLite, BEGIN IMMEDIATE). Gives {"sales": [{"buyer", "seat", "asked",
    "got", "wrote", "left"} …], "seconds"}: moments in seconds since the first one asked, seat 0
    for a buyer who was sent away.
    """
    shared = multiprocessing.Lock()
    everybody = multiprocessing.Barrier(buyers)
    answers: Any = multiprocessing.Queue()
    progress = Progress(buyers)
    sales = []
    with TemporaryDirectory() as folder:
        place = Path(folder, "left")
        _prepare(place, way, tickets)
        team = [
            multiprocessing.Process(
                target=_buy, args=(buyer, place, way, shared, everybody, pause, answers)
            )
            for buyer in range(1, buyers + 1)
        ]
        for process in team:
            process.start()
        for _ in team:
            sales.append(answers.get(timeout=TURN_SECONDS))
            progress.step()
        for process in team:
            process.join()
    begin = min(sale["asked"] for sale in sales)
    for sale in sales:
        sale |= {key: sale[key] - begin for key in ("asked", "got", "wrote", "left")}
    sales.sort(key=lambda sale: sale["buyer"])
    return {"sales": sales, "seconds": max(sale["left"] for sale in sales)}


def _buy(
    buyer: int, place: Path, way: str, shared: Any, everybody: Any, pause: float, answers: Any
) -> None:
    door = {"own": multiprocessing.Lock(), "lock": shared}.get(way)
    office = _in_database if way == "database" else _in_file
    everybody.wait(TURN_SECONDS)
    asked = time.perf_counter()
    with office(place, door) as (look, take):
        got = time.perf_counter()
        seat = look()
        if seat > 0:
            time.sleep(pause)
            take(seat - 1)
        wrote = time.perf_counter()
    left = time.perf_counter()
    answers.put({"buyer": buyer, "seat": max(seat, 0), "asked": asked, "got": got,
                 "wrote": wrote, "left": left})  # fmt: skip


def _prepare(place: Path, way: str, tickets: int) -> None:
    if way != "database":
        place.write_text(f"{tickets:6}")
        return
    with closing(sqlite3.connect(place)) as ledger, ledger:
        ledger.execute("create table office (free int)")
        ledger.execute("insert into office values (?)", (tickets,))


Hands = tuple[Callable[[], int], Callable[[int], object]]


@contextmanager
def _in_file(place: Path, door: Any) -> Iterator[Hands]:
    """Look and take in a file, behind the `door` if there is one.

    The number has a fixed width and is written over the old one, so that nobody reads an empty
    file.
    """

    def take(left: int) -> None:
        with place.open("r+") as file:
            file.write(f"{left:6}")

    if door is not None:
        door.acquire()
    try:
        yield (lambda: int(place.read_text())), take
    finally:
        if door is not None:
            door.release()


@contextmanager
def _in_database(place: Path, door: None) -> Iterator[Hands]:
    """Look and take in one transaction, which has the database to itself from its beginning."""
    with closing(sqlite3.connect(place, timeout=TURN_SECONDS, isolation_level=None)) as ledger:
        ledger.execute("begin immediate")
        yield (
            lambda: int(ledger.execute("select free from office").fetchone()[0]),
            lambda left: ledger.execute("update office set free = ?", (left,)),
        )
        ledger.execute("commit")
