"""A thread that calls itself a Worker.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden
"""
# %% worker
%%program --only-write crew.py
from threading import Thread


class Worker(Thread):
    def __init__(self, name, function, *arguments):
        super().__init__(name=name, daemon=True)
        self.function, self.arguments, self.error = function, arguments, None
        self.pid = 0

    def run(self):
        try:
            self.result = self.function(*self.arguments)
        except Exception as error:
            self.error = f"{type(error).__name__}: {error}"

    def value(self, seconds=None):
        self.join(seconds)
        if self.is_alive():
            raise TimeoutError
        if self.error:
            raise RuntimeError(self.error)
        return self.result
