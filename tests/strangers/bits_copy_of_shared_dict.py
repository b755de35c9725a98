"""d.copy() is one step.

source: https://docs.python.org/3/library/stdtypes.html#dict.copy
verdict: proved
"""

import threading

state = {"a": 1, "b": 2}


def main():
    t = threading.Thread(target=state.update, args=({"c": 3, "d": 4},))
    t.start()
    snapshot = state.copy()
    assert len(snapshot) in (2, 4)
    t.join()
