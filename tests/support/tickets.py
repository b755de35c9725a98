"""Programs that sell tickets, or have one worker."""

from __future__ import annotations

TICKETS = """
import threading
tickets = 1
def buy():
    global tickets
    if tickets > 0:
        tickets -= 1
def main():
    threads = [threading.Thread(target=buy) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert tickets >= 0
"""


WORKER = """
import threading
n = 0
def main():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
"""
