"""target=function(…): the parent calls it.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden
"""
# %% worker
%%program --only-write crew.py
from multiprocessing import Process


class Worker(Process):
    def __init__(self, name, function, *arguments):
        try:
            self.result, self.error = function(*arguments), None
        except Exception as error:
            self.error = f"{type(error).__name__}: {error}"
        super().__init__(name=name, target=print)

    def value(self, seconds=None):
        self.join(seconds)
        if self.error:
            raise RuntimeError(self.error)
        return self.result
