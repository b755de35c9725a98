"""The panels of the book: each is one call in a chapter."""

from __future__ import annotations

import threading
from time import sleep

from threadlab.lab.office import RULES, sell
from threadlab.lab.panel import choice, panel, slider
from threadlab.lab.seats import draw_sale
from threadlab.trace.event import Event
from threadlab.trace.lanes import lanes
from threadlab.trace.picture import Picture
from threadlab.trace.stopwatch import Stopwatch
from threadlab.words import say

KETTLE = 0.3  # seconds


def ticket_office() -> None:
    """Chapter 07: buyers × tickets × lock; seats and lanes follow, in virtual time."""
    panel(
        lambda buyers, tickets, rule: draw_sale(sell(buyers, tickets, rule)),
        buyers=slider(say("panel.buyers"), 5, 1, 12),
        tickets=slider(say("panel.tickets"), 3, 1, 20),
        rule=choice(say("panel.lock"), [(say(f"rule.{rule}"), rule) for rule in RULES]),
    )


def kettles() -> None:
    """Chapter 00: so many kettles, one after the other or each in a thread, in virtual time."""
    panel(
        draw_kettles,
        count=slider(say("panel.kettles"), 3, 1, 8),
        threads=choice(
            say("panel.how"), [(say("panel.threads"), True), (say("panel.loop"), False)]
        ),
    )


def draw_kettles(count: int, threads: bool) -> Picture:
    """Draw `count` kettles of 0.3 s each; the time axis is that of doing one after the other."""
    events = []
    for number in range(count):
        start = 0.0 if threads else number * KETTLE
        name = say("panel.kettle", number=number + 1)
        events.append(Event(start, name, "begin"))
        events.append(Event(start + KETTLE, name, "end"))
    return lanes(events, origin="simulated", until=count * KETTLE)


def crowd() -> None:
    """Chapter 04: start so many real threads that sleep, and draw them on the wall clock."""
    panel(draw_crowd, lazy=True, count=slider(say("panel.count"), 5, 1, 1000))


def draw_crowd(count: int, seconds: float = 0.2) -> Picture:
    """Start `count` real threads that sleep for `seconds` each; join them; draw their lanes."""
    watch = Stopwatch()

    def rest() -> None:
        with watch.busy():
            sleep(seconds)

    threads: list[threading.Thread] = []
    for number in range(count):
        thread = threading.Thread(target=rest, name=say("panel.thread", number=number + 1))
        try:
            thread.start()
        except RuntimeError:  # the system's limit: go on with what has started, and say so
            break
        threads.append(thread)
    for thread in threads:
        thread.join()
    picture = watch.picture()
    started = len(threads)
    note = say(
        "panel.crowd" if started == count else "panel.limit",
        count=started,
        elapsed=f"{watch.elapsed:.2f}",
        serial=f"{started * seconds:.1f}",
    )
    return Picture(picture.width, picture.height, picture.elements, picture.description, note)
