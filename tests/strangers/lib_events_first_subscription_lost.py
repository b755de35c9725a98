"""events: the slot of an event is made when it is first named, and two threads name it.

source: https://pypi.org/project/Events/
verdict: assertion
needs: events
"""

import threading

from events import Events


def main():
    events, heard = Events(), []

    def subscribe(name):
        events.on_change += lambda: heard.append(name)

    threads = [threading.Thread(target=subscribe, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    events.on_change()
    assert sorted(heard) == ["a", "b"]
