"""There is no watcher yet, says each of two, and each starts one.

source: https://github.com/dagster-io/dagster/pull/9415
verdict: assertion
"""

import threading

class Runs:
    def __init__(self):
        self._watcher = None
        self._stop = threading.Event()
        self.started = []

    def _watch(self):
        self.started.append(threading.current_thread().name)
        self._stop.wait()

    def watch(self):
        if not self._watcher:
            self._watcher = threading.Thread(target=self._watch)
            self._watcher.start()

    def close(self):
        self._stop.set()


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    runs = Runs()
    together(runs.watch, runs.watch)
    runs.close()
    runs._watcher.join()
    assert len(runs.started) == 1
