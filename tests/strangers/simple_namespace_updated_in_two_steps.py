"""Host and port of a configuration are set one after the other.

source: https://docs.python.org/3/library/types.html#types.SimpleNamespace
verdict: assertion
"""

import threading
from types import SimpleNamespace

config = SimpleNamespace(host="old", port=1)
used = []

def reload():
    for name, value in (("host", "new"), ("port", 2)):
        setattr(config, name, value)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    together(reload, lambda: used.append(f"{config.host}:{config.port}"))
    assert used[0] in ("old:1", "new:2")
