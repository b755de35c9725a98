"""run_at_most uses run_named, run_all uses Worker."""
# %% outputs
outputs_a = {"abm", "amb", "bam", "bma", "mab", "mba"}
outputs_b = {"abm", "bam", "bma"}
outputs_c = {"am"}
outputs_d = {"bam", "abm", "amb"}
outputs_e = {"ppxm"}
outputs_f = ["pym", "pmy"]

# %% run-named
def run_named(jobs):
    """Run each job in a thread of its own with its name; return results and errors by name."""
    results, errors = {}, {}

    def work(name, job):
        try:
            results[name] = job()
        except BaseException as error:
            errors[name] = error

    ts = [Thread(target=work, args=item, name=item[0]) for item in jobs.items()]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    return results, errors

# %% helper
class Helper(Thread):
    """A thread that keeps the result or the error of its job."""

    def __init__(self, name, job):
        super().__init__(name=name)
        self.job = job
        self.result = self.error = None

    def run(self):
        try:
            self.result = self.job()
        except BaseException as e:
            self.error = e

    def value(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.result

# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
    if most < 1:
        raise ValueError("no scanner")
    free = Semaphore(most)

    def with_scanner(job):
        def run():
            with free:
                return job()
        return run

    return run_named({name: with_scanner(job) for name, job in jobs.items()})

# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Process, Queue, current_process, parent_process

def child(queue, place):
    queue.put((place, current_process().name, os.getpid(), parent_process().pid))


def meet(names):
    """Start a child for each name; return what the children say: name, number, parent's number."""
    queue = Queue()
    ps = [Process(target=child, name=name, args=(queue, i)) for i, name in enumerate(names)]
    for p in ps:
        p.start()
    found = sorted(queue.get() for p in ps)
    for p in ps:
        p.join()
    return [f[1:] for f in found]

# %% worker
%%program --only-write crew.py
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait


class Worker(Process):
    """A process that sends back the result or the error of a function."""

    def __init__(self, name, function, *arguments):
        super().__init__(name=name)
        self.function, self.arguments = function, arguments
        self.receiver, self.sender = Pipe(False)
        self.answer = None

    def run(self):
        try:
            self.sender.send((True, self.function(*self.arguments)))
        except Exception as error:
            self.sender.send((False, f"{type(error).__name__}: {error}"))

    def value(self, seconds=None):
        if self.answer is None:
            if not wait([self.receiver, self.sentinel], seconds):
                raise TimeoutError
            if self.receiver.poll():
                self.answer = self.receiver.recv()
                self.join()
            else:
                self.join()
                self.answer = (False, f"exit status {self.exitcode}")
        good, what = self.answer
        if not good:
            raise RuntimeError(what)
        return what

# %% run-all
%%program --only-write shift.py
from time import monotonic

from crew import Worker


def run_all(jobs, seconds=None):
    """Run each job in a process of its own; return results and errors by name."""
    end = None if seconds is None else monotonic() + seconds
    results, errors, workers = {}, {}, {}
    for name, job in jobs.items():
        w = Worker(name, *job)
        try:
            w.start()
            workers[name] = w
        except Exception as error:
            errors[name] = f"not started: {error}"
    for name, w in workers.items():
        try:
            results[name] = w.value(None if end is None else max(0, end - monotonic()))
        except TimeoutError:
            w.kill()
            w.join()
            errors[name] = "too late"
        except RuntimeError as error:
            errors[name] = str(error)
    return results, errors
