"""A ThreadPoolExecutor for the threads, a Manager for what processes share.
"""
# %% outputs
outputs_a = {"abm", "amb", "bam", "bma", "mab", "mba"}
outputs_b = {"abm", "bam", "bma"}
outputs_c = {"am"}
outputs_d = {"abm", "bam", "amb"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}

# %% run-named
from concurrent.futures import ThreadPoolExecutor

def run_named(jobs):
    def named(name, job):
        current_thread().name = name
        return job()

    if not jobs:
        return {}, {}
    with ThreadPoolExecutor(max_workers=len(jobs)) as pool:
        futures = {name: pool.submit(named, name, job) for name, job in jobs.items()}
    results, errors = {}, {}
    for name, future in futures.items():
        error = future.exception()
        if error is None:
            results[name] = future.result()
        else:
            errors[name] = error
    return results, errors

# %% helper
from concurrent.futures import Future

class Helper(Thread):
    result = None
    error = None

    def __init__(self, name, job):
        super().__init__(name=name, target=self.work, args=(job,))

    def work(self, job):
        try:
            self.result = job()
        except BaseException as error:
            self.error = error

    def value(self):
        while True:
            self.join(5)
            if not self.is_alive():
                break
        if self.error:
            raise self.error
        return self.result

# %% at-most
def run_at_most(most, jobs):
    results, errors = {}, {}
    with ThreadPoolExecutor(most) as pool:
        futures = {name: pool.submit(job) for name, job in jobs.items()}
        for name, future in futures.items():
            try:
                results[name] = future.result()
            except BaseException as error:
                errors[name] = error
    return results, errors

# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Manager, Process, current_process, parent_process


def fill(answers, place):
    answers[place] = (current_process().name, os.getpid(), parent_process().pid)


def meet(names):
    with Manager() as manager:
        answers = manager.list([None] * len(names))
        children = [Process(target=fill, args=(answers, place), name=name) for place, name in enumerate(names)]
        for child in children:
            child.start()
        for child in children:
            child.join()
        return list(answers)

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
        if self.answer is None:
            if not wait([self.receiver, self.sentinel], seconds):
                raise TimeoutError(f"{self.name} is still running")
            if self.receiver.poll():
                self.answer = self.receiver.recv()
            self.join()
            if self.answer is None:
                self.answer = ("error", f"exit status {self.exitcode}")
            self.receiver.close()
            self.sender.close()
        kind, what = self.answer
        if kind == "error":
            raise RuntimeError(what)
        return what

# %% run-all
%%program --only-write shift.py
from multiprocessing import Manager, Process
from time import monotonic


def work(results, errors, name, function, arguments):
    try:
        results[name] = function(*arguments)
    except Exception as error:
        errors[name] = f"{type(error).__name__}: {error}"


def run_all(jobs, seconds=None):
    end = monotonic() + (10 ** 6 if seconds is None else seconds)
    with Manager() as manager:
        results, errors = manager.dict(), manager.dict()
        children = []
        for name, (function, *arguments) in jobs.items():
            try:
                child = Process(target=work, args=(results, errors, name, function, arguments), name=name)
                child.start()
                children.append(child)
            except Exception as error:
                errors[name] = repr(error)
        for child in children:
            child.join(max(0, end - monotonic()))
        for child in children:
            late = child.is_alive()
            child.kill()
            child.join()
            if child.name in results.keys() or child.name in errors.keys():
                continue
            errors[child.name] = "too late" if late else f"exit status {child.exitcode}"
        return dict(results), dict(errors)
