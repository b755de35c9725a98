"""print with end="" and then another one, under a lock.

source: https://stackoverflow.com/questions/3029816/how-do-i-get-a-thread-safe-print-in-python-2-6
verdict: proved
"""

import threading

lock = threading.Lock()
order = []


def say(name):
    with lock:
        order.append(name)
        print(f"{name:<8}", end="", flush=True)
        print("|", "done", sep=" ", end="\n")


def main():
    ts = [threading.Thread(target=say, args=(n,)) for n in ("ann", "bob")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sorted(order) == ["ann", "bob"]
