"""run keeps the result in the child’s own object.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden
"""
# %% worker
%%program --only-write crew.py
from multiprocessing import Process


class Worker(Process):
    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.function, self.arguments = function, arguments
        self.result = self.error = None

    def run(self):
        try:
            self.result = self.function(*self.arguments)
        except Exception as error:
            self.error = f"{type(error).__name__}: {error}"

    def value(self, seconds=None):
        self.join(seconds)
        if self.is_alive():
            raise TimeoutError
        if self.error is not None:
            raise RuntimeError(self.error)
        return self.result
