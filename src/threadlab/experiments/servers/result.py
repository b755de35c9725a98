"""Servers of several designs with many clients at once: how fast, how fair, and the load drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from threadlab.experiments.builds import Build, free_threaded, this_build
from threadlab.experiments.measurement import measure
from threadlab.experiments.recorded import recorded
from threadlab.pictures.axis import _round_numbers, seconds
from threadlab.pictures.picture import SKY, Picture, box, line, text
from threadlab.words import say

Design = Literal["loop", "threads", "processes", "pool", "coroutines"]
DESIGNS: tuple[Design, ...] = ("loop", "threads", "processes", "pool", "coroutines")
REQUESTS = 5  # of each client
THINK_SECONDS = 0.01  # before each of them
# What an answer needs: seconds of waiting, or steps of a computation.
AMOUNT = {"empty": 0.0, "wait": 0.01, "cpu": 150_000.0}

WIDTH = 720
LEFT = 8
HEAD = 44  # px above the rows of a design
TALL = 96  # px for the rows of a design, at most 9 for each


@dataclass(frozen=True)
class Service:
    """`clients` that were served: for each request the pair (asked, answered), in seconds."""

    clients: tuple[tuple[tuple[float, float], ...], ...]
    late: int = 0

    @property
    def seconds(self) -> float:
        """When the last client had its last answer."""
        return max((pairs[-1][1] for pairs in self.clients), default=0.0)

    @property
    def rate(self) -> float:
        """Answers per second."""
        return sum(map(len, self.clients)) / self.seconds if self.clients else 0.0

    @property
    def waits(self) -> list[float]:
        """How long each client waited for answers in all, the luckiest first."""
        return sorted(sum(answered - asked for asked, answered in each) for each in self.clients)

    @property
    def median(self) -> float:
        """What half of the clients waited at most."""
        return median(self.waits) if self.clients else 0.0

    @property
    def slowest(self) -> float:
        """What the client waited that was the last to be served."""
        return self.waits[-1] if self.clients else 0.0

    def words(self) -> str:
        """How long the clients waited, and how many were not served."""
        found = say("service.waits", median=seconds(self.median), slowest=seconds(self.slowest))
        return f"{found}; {say('service.late', count=self.late)}" if self.late else found


@dataclass(frozen=True)
class Servers:
    """What was measured of each design, {what it is called: how it served}, and on which build."""

    services: Mapping[str, Service]
    build: str

    def __getitem__(self, design: Design) -> Service:
        return self.services[say(f"service.{design}")]

    def picture(self) -> Picture:
        """Draw a row for each client of each design, all on one axis of time."""
        end = max(service.seconds for service in self.services.values()) or 1
        unit = (WIDTH - 2 * LEFT) / end
        elements = [text(LEFT, 14, self.build, size=12, opacity=0.75), *_legend()]
        y = 24.0
        for name, service in self.services.items():
            title = say("service.title", design=name, rate=f"{service.rate:,.0f}")
            elements.append(text(LEFT, y + 18, title, weight="600"))
            elements.append(text(LEFT, y + 35, service.words(), size=12))
            y += HEAD
            tall = min(9.0, TALL / max(len(service.clients), 1))
            by_end = sorted(service.clients, key=lambda pairs: pairs[-1][1])
            for number, pairs in enumerate(by_end, 1):
                elements += _row(number, pairs, y, tall, unit)
                y += tall
            y += 8
        for value in _round_numbers(end):
            anchor = "start" if value == 0 else "middle"
            elements.append(line(LEFT + value * unit, 28, LEFT + value * unit, y, opacity=0.12))
            elements.append(text(LEFT + value * unit, y + 14, seconds(value), size=11,
                                 anchor=anchor, opacity=0.75))  # fmt: skip
        clients = max(len(service.clients) for service in self.services.values())
        described = say("service.describe", clients=clients, end=seconds(end), build=self.build)
        return Picture(WIDTH, y + 20, tuple(elements), f"{described} {self._told()}")

    def _told(self) -> str:
        lines = []
        for name, service in self.services.items():
            title = say("service.title", design=name, rate=f"{service.rate:,.0f}")
            lines.append(f"{title}; {service.words()}.")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return self.picture()._repr_html_()

    def __repr__(self) -> str:
        return f"{self.build}\n{self._told()}"


def _legend() -> list[str]:
    waiting, thinking = say("service.waiting"), say("service.thinking")
    return [
        box(WIDTH - 250, 6, 12, 9, fill=SKY, opacity=0.55),
        text(WIDTH - 234, 14, thinking, size=12),
        box(WIDTH - 160, 6, 12, 9, fill="url(#hatch)"),
        text(WIDTH - 144, 14, waiting, size=12),
    ]


def _row(
    number: int, pairs: Iterable[tuple[float, float]], y: float, tall: float, unit: float
) -> list[str]:
    """One client: hatched where it waits for an answer, pale where it thinks."""
    found, height, free = [], max(tall - 1, tall * 0.8), 0.0
    for request, (asked, answered) in enumerate(pairs, 1):
        title = say("service.asks", client=number, request=request, asked=seconds(asked),
                    seconds=seconds(answered - asked))  # fmt: skip
        found.append(box(LEFT + free * unit, y, (asked - free) * unit, height, fill=SKY,
                         opacity=0.55, radius=0))  # fmt: skip
        found.append(box(LEFT + asked * unit, y, (answered - asked) * unit, height,
                         fill="url(#hatch)", title=title, radius=0))  # fmt: skip
        free = answered
    return found


def servers(
    designs: Sequence[Design] = ("loop", "threads", "processes", "pool"),
    *,
    clients: int = 12,
    work: Literal["empty", "wait", "cpu"] = "empty",
    build: Build | None = None,
) -> Servers:
    """Let `clients` call a server of each design in turn, all at once, and return how it served.

    Each client thinks for 10 ms and asks, five times over. An answer needs nothing, a wait of
    10 ms, or 10 ms or so of computing. Where answers are computed and this machine has a
    free-threaded interpreter, threads are measured there too.
    """
    mine = build or this_build()
    services = {
        say(f"service.{each}"): _served(each, clients, work, mine) for each in designs or DESIGNS
    }
    if work == "cpu" and build is None and "threads" in designs:
        for free in free_threaded()[:1]:
            name = say("service.build", design=say("service.threads"), build=free.name)
            services[name] = _served("threads", clients, work, free)
    return Servers(services, say("measuring.here", build=mine.name))


def _served(design: str, clients: int, work: str, build: Build) -> Service:
    found = measure("servers", build=build, design=design, clients=clients, requests=REQUESTS,
                    think=THINK_SECONDS, work=work, amount=AMOUNT[work]).result  # fmt: skip
    return _service(found["clients"], found["late"])


def _service(clients: Iterable[Any], late: int = 0) -> Service:
    return Service(tuple(tuple(map(tuple, pairs)) for pairs in clients), late)


def recorded_servers() -> Servers:
    """The recorded figures: twelve clients, answers that need nothing."""
    found = recorded("servers")[0]
    services = {say(f"service.{design}"): _service(found[design]) for design in DESIGNS}
    return Servers(services, say("measuring.recorded", build=found["name"]))
