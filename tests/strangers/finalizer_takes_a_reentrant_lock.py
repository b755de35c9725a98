"""What is dropped under a re-entrant lock may take it again in __del__.

source: https://github.com/wandb/wandb/pull/11402
verdict: proved or survived
"""

import threading

lock = threading.RLock()
log = []


class Handle:
    def __del__(self):
        with lock:
            log.append("closed")


def main():
    handles = {"a": Handle()}

    def drop():
        with lock:
            handles.clear()

    t = threading.Thread(target=drop)
    t.start()
    t.join()
    assert log == ["closed"]
