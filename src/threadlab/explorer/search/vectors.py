"""Vector clocks: what each thread has seen of each other one, as lists of counts by fiber."""

from __future__ import annotations

Clock = list[int]  # place: index of a fiber; value: how many of its events have been seen


def merge(clock: Clock, other: Clock) -> None:
    """Set `clock` to the maximum of both, place by place.

    >>> clock = [1, 5]
    >>> merge(clock, [2, 3, 4])
    >>> clock
    [2, 5, 4]
    """
    if len(clock) < len(other):
        clock += [0] * (len(other) - len(clock))
    for i, value in enumerate(other):
        if value > clock[i]:
            clock[i] = value


def has_seen(clock: Clock, fiber: int, event: int) -> bool:
    """Whether the event number `event` of `fiber` lies behind `clock`.

    >>> has_seen([1, 5], 1, 5), has_seen([1, 5], 1, 6), has_seen([1, 5], 2, 1)
    (True, False, False)
    """
    return len(clock) > fiber and clock[fiber] >= event
