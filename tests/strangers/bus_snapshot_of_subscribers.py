"""An event goes to a copy of the list: who stays hears it, whoever leaves meanwhile.

source: https://github.com/thecynic/pylutron/pull/143
verdict: proved
"""

import threading


class Light:
    def __init__(self):
        self._subscribers = []

    def subscribe(self, handler):
        entry = (handler, object())
        self._subscribers.append(entry)
        return lambda: self._subscribers.remove(entry)

    def dispatch(self, event):
        for handler, _ in list(self._subscribers):
            handler(event)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    light, heard = Light(), []
    leave = light.subscribe(lambda event: None)
    light.subscribe(heard.append)
    together(leave, lambda: light.dispatch("on"))
    assert heard == ["on"]
