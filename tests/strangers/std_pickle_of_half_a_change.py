"""What is pickled while somebody changes it is half old and half new.

source: https://docs.python.org/3/library/pickle.html
verdict: assertion
"""

import pickle
import threading

state = {"in": 0, "out": 0}


def move():
    state["in"] += 1
    state["out"] += 1


def save():
    seen = pickle.loads(pickle.dumps(state))
    assert seen["in"] == seen["out"]


def main():
    threads = [threading.Thread(target=move), threading.Thread(target=save)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
