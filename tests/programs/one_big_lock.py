"""A lock around the whole work lets nobody sleep side by side.

verdict: assertion
clock: exact
"""

import time
from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


lock = Lock()


def work():
    with lock:
        time.sleep(1)


def main():
    run(work, work, work)
    assert elapsed() == 1
