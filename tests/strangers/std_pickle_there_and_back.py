"""Each thread gets a copy of its own by way of pickle.

source: https://docs.python.org/3/library/pickle.html
verdict: proved
"""

import pickle
import threading

template = {"name": "?", "items": [1, 2], "when": None}
made = []


def make(name):
    mine = pickle.loads(pickle.dumps(template))
    mine["name"] = name
    mine["items"].append(3)
    made.append(mine)


def main():
    threads = [threading.Thread(target=make, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each["name"] for each in made) == ["a", "b"]
    assert template == {"name": "?", "items": [1, 2], "when": None}
