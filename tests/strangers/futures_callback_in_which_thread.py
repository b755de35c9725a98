"""A callback is taken to come from a worker; where the work is done already, it comes at once.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.add_done_callback
verdict: assertion
"""

import threading
from concurrent.futures import ThreadPoolExecutor

names = []


def note(future):
    names.append(threading.current_thread().name)


def main():
    with ThreadPoolExecutor(1, thread_name_prefix="worker") as pool:
        pool.submit(int).add_done_callback(note)
    assert names[0].startswith("worker")
