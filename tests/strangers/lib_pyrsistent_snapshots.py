"""pyrsistent: writers replace the map under a lock, and readers need none.

source: https://pyrsistent.readthedocs.io/en/latest/intro.html
verdict: proved
needs: pyrsistent
"""

import threading

from pyrsistent import pmap

lock = threading.Lock()
state = pmap({"a": 1, "b": 1})


def move(giver, taker):
    global state
    with lock:
        state = state.set(giver, state[giver] - 1).set(taker, state[taker] + 1)


def look():
    seen = state
    assert sum(seen.values()) == 2


def main():
    threads = [
        threading.Thread(target=move, args=("a", "b")),
        threading.Thread(target=move, args=("b", "a")),
        threading.Thread(target=look),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert dict(state) == {"a": 1, "b": 1}
