"""With an indent a dict is written by a Python loop in 3.11 and later ones: it changes size meanwhile.

source: https://docs.python.org/3/library/json.html
verdict: exception
"""

import json
import threading

config = {"a": {"x": 1}, "b": {"y": 2}}


def main():
    t = threading.Thread(target=config.pop, args=("b",))
    t.start()
    print(json.dumps(config, indent=2))
    t.join()
