"""A ThreadPoolExecutor for the threads, a Manager for what processes share.

like: straight.py
"""
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
