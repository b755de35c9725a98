"""deepcopy goes through a dict in Python: it changes size meanwhile.

source: https://docs.python.org/3/library/copy.html
verdict: exception
"""

import copy
import threading

state = {"a": [1], "b": [2]}


def main():
    t = threading.Thread(target=state.update, args=({"c": [3]},))
    t.start()
    snapshot = copy.deepcopy(state)
    assert snapshot["a"] is not state["a"]
    t.join()
