"""A time-out may come first.

verdict: assertion
"""

from threading import Event, Thread

event = Event()


def main():
    thread = Thread(target=event.set)
    thread.start()
    assert event.wait(1)
    thread.join()
