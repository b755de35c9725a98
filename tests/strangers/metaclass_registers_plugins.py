"""Plug-ins are made by threads, and each enters itself under its own name.

source: https://docs.python.org/3/reference/datamodel.html#object.__init_subclass__
verdict: proved
"""

import threading

class Plugin:
    registry = {}

    def __init_subclass__(cls, /, key, **named):
        super().__init_subclass__(**named)
        if cls.registry.setdefault(key, cls) is not cls:
            raise TypeError(f"{key} is taken")


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    def make(key):
        return lambda: type(key.title(), (Plugin,), {"run": lambda self: key}, key=key)

    together(make("csv"), make("json"))
    assert sorted(Plugin.registry) == ["csv", "json"]
    assert Plugin.registry["csv"]().run() == "csv"
