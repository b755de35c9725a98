"""A second value finds the pipe empty.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-worker-hidden
"""
# %% worker
%%program --only-write crew.py
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


class Worker(Process):
    """A process that sends back the result or the error of a function."""

    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.function, self.arguments = function, arguments
        self.receiver, self.sender = Pipe(duplex=False)
        self.answer = None

    def run(self):
        try:
            self.sender.send(("result", self.function(*self.arguments)))
        except Exception as error:
            self.sender.send(("error", f"{type(error).__name__}: {error}"))

    def value(self, seconds=None):
        """Wait for the end; return the result or raise a RuntimeError that tells what went wrong."""
        if True:
            self.answer = None
            if not wait([self.receiver, self.sentinel], seconds):
                raise TimeoutError(f"{self.name} is still running")
            if self.receiver.poll():
                self.answer = self.receiver.recv()
            self.join()
            if self.answer is None:
                self.answer = ("error", f"exit status {self.exitcode}")
        kind, what = self.answer
        if kind == "error":
            raise RuntimeError(what)
        return what
