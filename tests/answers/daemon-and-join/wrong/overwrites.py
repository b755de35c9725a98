"""The file is opened anew for each line.

like: ../right/queue_and_sentinel.py
fails: check-careful check-careful-hidden
"""
# %% careful
%%program --only-write careful.py
import atexit
import queue
import threading
import time

lines = queue.Queue()


def write():
    while True:
        line = lines.get()
        time.sleep(0.01)
        with open("night.txt", "w") as file:
            file.write(line + "\n")
        lines.task_done()


threading.Thread(target=write, daemon=True).start()
atexit.register(lines.join)


def log(line):
    lines.put(line)
