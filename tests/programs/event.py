"""Who waits for the event sees what was before it.

verdict: proved
"""

from threading import Event, Thread

event = Event()
n = 0


def work():
    global n
    n = 1
    event.set()


def main():
    thread = Thread(target=work)
    thread.start()
    event.wait()
    assert n == 1
    thread.join()
