"""What was put last is undone first.

source: https://docs.python.org/3/library/queue.html#queue.LifoQueue
verdict: proved
"""

import threading
from queue import Empty, LifoQueue


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    undo, undone = LifoQueue(), []

    def edit():
        for step in ("type", "bold"):
            undo.put(step)

    def undo_one():
        try:
            undone.append(undo.get_nowait())
        except Empty:
            undone.append(None)

    together(edit, undo_one)
    left = [undo.get_nowait() for _ in range(undo.qsize())]
    assert (undone[0], left) in (
        (None, ["bold", "type"]), ("type", ["bold"]), ("bold", ["type"])
    )
