"""The text of an error without its type.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker-error
"""
# %% worker
%%program --only-write crew.py
import queue
import time
from multiprocessing import Process, Queue


class Worker(Process):
    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.function = function
        self.arguments = arguments
        self.box = Queue()
        self.said = None

    def run(self):
        try:
            answer = True, self.function(*self.arguments)
        except Exception as error:
            answer = False, str(error)
        self.box.put(answer)

    def value(self, seconds=None):
        end = None if seconds is None else time.monotonic() + seconds
        while self.said is None:
            alive = self.is_alive()
            try:
                self.said = self.box.get(timeout=0.02)
            except queue.Empty:
                if not alive:
                    self.said = False, f"exit status {self.exitcode}"
                elif end is not None and time.monotonic() >= end:
                    raise TimeoutError(f"{self.name} takes too long") from None
        self.join()
        fine, what = self.said
        if fine:
            return what
        raise RuntimeError(what)
