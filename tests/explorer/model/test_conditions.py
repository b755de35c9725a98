"""Waiting for a condition gives its lock back."""

from __future__ import annotations

from threadlab import simulate


def test_who_waits_for_a_condition_does_not_hold_its_lock_meanwhile() -> None:
    from threadlab.pictures.spans import holds

    run = simulate("""
from threading import Condition, Thread
from time import sleep
door, is_open = Condition(), False
def guest():
    with door:
        while not is_open:
            door.wait()
def main():
    global is_open
    thread = Thread(target=guest)
    thread.start()
    sleep(1)
    with door:
        is_open = True
        door.notify()
    thread.join()
""")
    events = [(event.thread, event.operation, event.held) for event in run.events
              if event.object == "door"]  # fmt: skip
    assert events == [
        ("T1", "acquire", ("door",)), ("T1", "wait", ()), ("main", "acquire", ("door",)),
        ("main", "notify", ("door",)), ("main", "release", ()), ("T1", "wake", ("door",)),
        ("T1", "release", ()),
    ]  # fmt: skip
    assert [(hold.thread, hold.start, hold.end) for hold in holds(run.events)] == [
        ("T1", 0, 0), ("main", 1, 1), ("T1", 1, 1),
    ]  # fmt: skip
    waits = next(line for line in repr(run.table()).splitlines() if "wait for door" in line)
    assert waits.endswith("door = free")
