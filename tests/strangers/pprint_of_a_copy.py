"""A report is laid out from a copy, while others go on changing the table.

source: https://docs.python.org/3/library/pprint.html
verdict: proved
"""

import copy
import pprint
import threading

lock = threading.Lock()
table = {"a": [1], "b": [2]}


def change():
    with lock:
        table["a"].append(3)
        table["b"].append(4)


def main():
    t = threading.Thread(target=change)
    t.start()
    with lock:
        seen = copy.deepcopy(table)
    text = pprint.pformat(seen, width=16)
    t.join()
    assert text in ("{'a': [1],\n 'b': [2]}", "{'a': [1, 3],\n 'b': [2, 4]}")
