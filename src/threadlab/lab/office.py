"""The ticket office as a model: buyers, tickets and a rule for the lock, in virtual time.

A buyer looks at how many tickets are left, waits for the card reader, and takes the ticket with
the number that was seen: `seat = left; sleep(pause); left = seat - 1`. Each buyer is a generator
that names its next operation and goes on once that is done, so that one function can run buyers
against a virtual clock (`sell`) and another one along a schedule that the reader writes (`play`).
"""

from __future__ import annotations

import heapq
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Literal

from threadlab.errors import ThreadlabError
from threadlab.trace.event import Event, Operation
from threadlab.words import say

Rule = Literal["none", "each-call", "two-locks", "write-only", "sleep", "all", "data-only"]
RULES: tuple[Rule, ...] = (
    "none",
    "each-call",
    "two-locks",
    "write-only",
    "sleep",
    "all",
    "data-only",
)

LINE = 0.003  # seconds that a read or a write takes, and between two starts: enough to be seen

# What a buyer does next: the operation, on what, and the seconds to sleep or the number to write.
Step = tuple[Operation, str, float]


@dataclass(frozen=True)
class Sale:
    """How a sale went: its events, the pairs (seat, buyer) in the order of sale, what is left.

    `elapsed` is in virtual seconds.
    """

    tickets: int
    buyers: int
    events: tuple[Event, ...]
    sold: tuple[tuple[int, str], ...]
    left: int
    elapsed: float

    @property
    def sold_twice(self) -> dict[int, list[str]]:
        """The seats that more than one buyer has, with their buyers."""
        holders: dict[int, list[str]] = {}
        for seat, buyer in self.sold:
            holders.setdefault(seat, []).append(buyer)
        return {seat: names for seat, names in holders.items() if len(names) > 1}

    @property
    def is_right(self) -> bool:
        """No seat sold twice, and nobody sent away while a seat was free."""
        return not self.sold_twice and len(self.sold) == min(self.tickets, self.buyers)


class _Buyer:
    """One buyer under a rule: `upcoming` is the next step, None when there is none left."""

    def __init__(self, office: _Office, name: str, rule: Rule, pause: float, late: float = 0):
        self.office = office
        self.name = name
        self._lines = self._walk(rule, pause, late)
        self.upcoming: Step | None = next(self._lines)

    def do(self) -> str:
        """Do the upcoming step and return the number read or written, as text."""
        assert self.upcoming is not None
        operation, _, amount = self.upcoming
        if operation == "read":
            amount = self.office.left
        elif operation == "write":
            self.office.left = int(amount)
            self.office.sold.append((int(amount) + 1, self.name))
        try:
            self.upcoming = self._lines.send(int(amount))
        except StopIteration:
            self.upcoming = None
        if operation == "print":
            return say("office.sold_out")
        return f"{amount:g}" if operation in ("read", "write") else ""

    def _walk(self, rule: Rule, pause: float, late: float) -> Generator[Step, int, None]:
        own_lock = f"lock of buyer {self.name}"  # nobody else can ever hold this one
        around = {"all": "lock", "data-only": "lock", "each-call": own_lock}.get(rule)
        looking = "lock for looking" if rule == "two-locks" else None
        taking = {"two-locks": "lock for taking", "write-only": "lock"}.get(rule)
        if rule == "sleep":
            yield "sleep", "", late
        yield from _if(around, "acquire")
        yield from _if(looking, "acquire")
        seat = yield "read", "left", 0
        yield from _if(looking, "release")
        if seat > 0:
            if rule != "data-only":
                yield "sleep", "", pause
            yield from _if(taking, "acquire")
            yield "write", "left", seat - 1
            yield from _if(taking, "release")
        else:
            yield "print", "", 0
        yield from _if(around, "release")
        if rule == "data-only" and seat > 0:
            yield "sleep", "", pause


def _if(lock: str | None, operation: Operation) -> Generator[Step, int, None]:
    if lock is not None:
        yield operation, lock, 0


@dataclass
class _Office:
    """What the buyers share."""

    left: int
    sold: list[tuple[int, str]] = field(default_factory=list)


def sell(
    buyers: int, tickets: int, rule: Rule = "none", pause: float = 0.1, line: float = LINE
) -> Sale:
    """Let `buyers` start one after the other and buy, in virtual time.

    `pause` is how long the card reader takes, `line` how long a read or a write takes and how far
    apart the starts are, all in seconds. Among threads that can run at the same moment the one
    that started first goes first, and a lock goes to whoever waited longest, so the result
    depends on nothing but the arguments.
    """
    office = _Office(tickets)
    threads = [
        _Buyer(office, str(number + 1), rule, pause, late=number * pause / 2)
        for number in range(buyers)
    ]
    events: list[Event] = []
    owner: dict[str, int] = {}
    queues: dict[str, list[int]] = {}
    # (time, thread, what is recorded when it goes on)
    agenda: list[tuple[float, int, Operation | None]] = [
        (number * line, number, "start") for number in range(buyers)
    ]
    now = 0.0

    def record(operation: Operation, number: int, target: str = "", value: str = "") -> None:
        name = say("office.buyer", name=threads[number].name)
        events.append(Event(round(now, 6), name, operation, target, value))

    while agenda:
        now, number, news = heapq.heappop(agenda)
        if news is not None:
            record(news, number)
        thread = threads[number]
        while thread.upcoming is not None:
            operation, target, amount = thread.upcoming
            if operation == "acquire" and owner.get(target, number) != number:
                record("wait", number, target)
                queues.setdefault(target, []).append(number)
                break
            record(operation, number, target, thread.do())
            if operation == "acquire":
                owner[target] = number
            elif operation == "release":
                del owner[target]
                if queues.get(target):
                    owner[target] = queues[target].pop(0)
                    heapq.heappush(agenda, (now, owner[target], None))
            elif operation == "sleep":
                heapq.heappush(agenda, (now + amount, number, "wake"))
                break
            else:
                heapq.heappush(agenda, (now + line, number, None))
                break
        else:
            record("exit", number)
    return Sale(tickets, buyers, tuple(events), tuple(office.sold), office.left, round(now, 6))


def play(schedule: str, tickets: int = 1, rule: Rule = "none") -> Sale:
    """Run the buyers along `schedule` and return what happened; a step is a second.

    Each letter lets the buyer of that name do one line more: without a lock a buyer has two lines,
    look and take, with `rule="all"` four, lock, look, take and unlock. A buyer who sees no ticket
    prints "sold out" in place of taking one. Spaces are for the eye. Raises `ThreadlabError` if a
    buyer is let on who has no line left or waits for a lock, or if the schedule ends before its
    buyers do.
    """
    letters = "".join(schedule.split())
    if not letters.isalpha():
        raise ThreadlabError(say("office.no_letters", schedule=schedule))
    office = _Office(tickets)
    threads = {name: _Buyer(office, name, rule, pause=0) for name in sorted(set(letters))}
    owner: dict[str, str] = {}
    events: list[Event] = []
    for number, name in enumerate(letters, start=1):
        thread = threads[name]
        if thread.upcoming is not None and thread.upcoming[0] == "sleep":
            thread.do()  # takes no time here: a schedule is about lines
        if thread.upcoming is None:
            raise ThreadlabError(say("office.finished", number=number, name=name))
        operation, target, _ = thread.upcoming
        if operation == "acquire" and target in owner:
            holder = owner[target]
            raise ThreadlabError(say("office.blocked", number=number, name=name, owner=holder))
        events.append(Event(number, name, operation, target, thread.do()))
        if operation == "acquire":
            owner[target] = name
        elif operation == "release":
            del owner[target]
    waiting = [name for name, thread in threads.items() if thread.upcoming is not None]
    if waiting:
        names = ", ".join(waiting)
        raise ThreadlabError(say("office.unfinished", names=names, count=len(waiting)))
    sold = tuple(office.sold)
    return Sale(tickets, len(threads), tuple(events), sold, office.left, float(len(letters)))
