"""A thread of the parent listens to each worker.

like: built_on_each_other.py
"""
# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
    if most < 1:
        raise ValueError(most)
    from concurrent.futures import ThreadPoolExecutor
    results, errors = {}, {}
    with ThreadPoolExecutor(most) as pool:
        futures = {name: pool.submit(job) for name, job in jobs.items()}
    for name, future in futures.items():
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = error
    return results, errors

# %% worker
%%program --only-write crew.py
from multiprocessing import Pipe, Process
from threading import Thread


class Worker(Process):
    """A process, and a thread here that waits for what it sends."""

    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.function = function
        self.arguments = arguments
        self.receiver, self.sender = Pipe(duplex=False)

    def start(self):
        super().start()
        self.sender.close()
        self.answer = None
        self.listener = Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self):
        while not self.receiver.poll(0.02):
            if not self.is_alive() and not self.receiver.poll():
                break
        else:
            try:
                self.answer = self.receiver.recv()
            except EOFError:
                pass
        self.join()

    def run(self):
        try:
            self.sender.send((None, self.function(*self.arguments)))
        except Exception as error:
            self.sender.send((f"{type(error).__name__}: {error}", None))

    def value(self, seconds=None):
        self.listener.join(seconds)
        if self.listener.is_alive():
            raise TimeoutError
        if self.answer is None:
            raise RuntimeError(f"exit status {self.exitcode}")
        error, result = self.answer
        if error is not None:
            raise RuntimeError(error)
        return result
