"""A place for each result, a pipe for each child."""
# %% outputs
outputs_a = {"abm", "amb", "bam", "bma", "mab", "mba"}
outputs_b = {"abm", "bam", "bma"}
outputs_c = {"am"}
outputs_d = {"abm", "bam", "amb"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}

# %% run-named
def run_named(jobs):
    """Run each job in a thread of its own with its name; return results and errors by name."""
    results, errors = {}, {}

    def work(name, job):
        try:
            results[name] = job()
        except BaseException as error:
            errors[name] = error

    threads = [Thread(target=work, args=item, name=item[0]) for item in jobs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, errors

# %% helper
class Helper(Thread):
    """A thread that keeps the result or the error of its job."""

    def __init__(self, name, job):
        super().__init__(name=name)
        self.job = job
        self.result = None
        self.error = None

    def run(self):
        try:
            self.result = self.job()
        except BaseException as error:
            self.error = error

    def value(self):
        """Wait for the end; return the result or raise the error."""
        self.join()
        if self.error is not None:
            raise self.error
        return self.result

# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
    if most < 1:
        raise ValueError("there must be a scanner")
    results, errors, free = {}, {}, Semaphore(most)

    def work(name, job):
        try:
            results[name] = job()
        except BaseException as error:
            errors[name] = error
        free.release()

    threads = []
    for item in jobs.items():
        free.acquire()
        threads.append(Thread(target=work, args=item))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return results, errors

# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Process, Queue, current_process, parent_process

# The function that the children call goes here.
def introduce(place, answers):
    answers.put((place, (current_process().name, os.getpid(), parent_process().pid)))


def meet(names):
    """Start a child for each name; return what the children say: name, number, parent's number."""
    answers = Queue()
    children = [Process(target=introduce, args=(place, answers), name=name)
                for place, name in enumerate(names)]
    for child in children:
        child.start()
    found = dict(answers.get() for _ in children)
    for child in children:
        child.join()
    return [found[place] for place in range(len(children))]

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
        """Wait for the end; return the result or raise a RuntimeError that says what went wrong."""
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
from time import monotonic


def run_all(jobs, seconds=None):
    """Run each job in a process of its own; return results and errors by name."""
    from crew import Worker

    results, errors, workers = {}, {}, {}
    end = None if seconds is None else monotonic() + seconds
    try:
        for name, job in jobs.items():
            try:
                worker = Worker(name, *job)
                worker.start()
                workers[name] = worker
            except Exception as error:
                errors[name] = f"{type(error).__name__}: {error}"
        for name, worker in workers.items():
            try:
                results[name] = worker.value(None if end is None else max(0, end - monotonic()))
            except TimeoutError:
                errors[name] = "too late"
            except RuntimeError as error:
                errors[name] = str(error)
    finally:
        for worker in workers.values():
            worker.kill()
            worker.join()
    return results, errors
