"""The example of the documentation: daemons for ever, join waits for task_done.

source: https://docs.python.org/3/library/queue.html
verdict: proved
"""

import queue
import threading

q = queue.Queue()
done = []


def worker():
    while True:
        item = q.get()
        done.append(f"Finished {item}")
        q.task_done()


def main():
    for _ in range(2):
        threading.Thread(target=worker, daemon=True).start()
    for item in range(3):
        q.put(item)
    q.join()
    assert sorted(done) == ["Finished 0", "Finished 1", "Finished 2"]
