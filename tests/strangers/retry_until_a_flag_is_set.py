"""A call fails until another thread has repaired the server; each retry sleeps longer.

source: https://tenacity.readthedocs.io/en/latest/
verdict: proved
"""

import threading
import time

up = threading.Event()

def fetch():
    if not up.is_set():
        raise ConnectionError("down")
    return "page"

def retrying(function, wait=0.5):
    while True:
        try:
            return function()
        except ConnectionError:
            time.sleep(wait)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    pages = []
    together(lambda: pages.append(retrying(fetch)), up.set)
    assert pages == ["page"]
