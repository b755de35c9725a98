"""Queues everywhere: worker threads that take jobs, children that put answers."""
# %% outputs
outputs_a = ["abm", "bam", "amb", "bma", "mab", "mba"]
outputs_b = ["abm", "bam", "bma"]
outputs_c = ["am"]
outputs_d = ["amb", "abm", "bam"]
outputs_e = ["ppxm"]
outputs_f = ["pmy", "pym"]

# %% run-named
def run_named(jobs):
    answers = Queue()

    def work():
        name = current_thread().name
        try:
            answers.put(("results", name, jobs[name]()))
        except BaseException as error:
            answers.put(("errors", name, error))

    threads = [Thread(target=work, name=name) for name in jobs]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    found = {"results": {}, "errors": {}}
    while not answers.empty():
        kind, name, what = answers.get()
        found[kind][name] = what
    return found["results"], found["errors"]

# %% helper
class Helper(Thread):
    def __init__(self, name, job):
        Thread.__init__(self, name=name)
        self.job = job
        self.result = self.error = None
        self.over = Event()

    def run(self):
        try:
            result = self.job()
        except BaseException as error:
            self.error = error
        else:
            self.result = result
        finally:
            self.over.set()

    def value(self):
        if self.ident is None:
            raise RuntimeError("not started yet")
        self.over.wait()
        self.join()
        if self.error is None:
            return self.result
        raise self.error

# %% at-most
def run_at_most(most, jobs):
    if most <= 0:
        raise ValueError(f"{most} scanners?")
    todo = Queue()
    for item in jobs.items():
        todo.put(item)
    results, errors = {}, {}

    def scanner():
        while True:
            try:
                name, job = todo.get_nowait()
            except Empty:
                break
            try:
                results[name] = job()
            except BaseException as error:
                errors[name] = error

    scanners = [Thread(target=scanner) for _ in range(min(most, len(jobs)))]
    for each in scanners:
        each.start()
    for each in scanners:
        each.join()
    return results, errors

# %% meet
%%program --only-write meet.py
import os
import multiprocessing


def tell(box):
    me = multiprocessing.current_process()
    box.put((me.name, os.getpid(), multiprocessing.parent_process().pid))


def meet(names):
    boxes, children = [], []
    for name in names:
        box = multiprocessing.Queue()
        child = multiprocessing.Process(target=tell, name=name, args=(box,))
        child.start()
        boxes.append(box)
        children.append(child)
    said = [box.get() for box in boxes]
    for child in children:
        child.join()
    return said

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
            answer = False, f"{type(error).__name__}: {error}"
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

# %% run-all
%%program --only-write shift.py
import queue
from multiprocessing import Process, Queue
from time import monotonic


def work(name, box, function, *arguments):
    try:
        box.put((name, True, function(*arguments)))
    except Exception as error:
        box.put((name, False, f"{type(error).__name__}: {error}"))


def run_all(jobs, seconds=None):
    begin = monotonic()
    box = Queue()
    results, errors, running = {}, {}, {}
    for name, job in jobs.items():
        child = Process(target=work, args=(name, box, *job), name=name)
        try:
            child.start()
        except Exception as error:
            errors[name] = str(error) or "could not be started"
        else:
            running[name] = child
    while running:
        ended = [name for name, child in running.items() if not child.is_alive()]
        while True:
            try:
                name, fine, what = box.get(timeout=0.05)
            except queue.Empty:
                break
            (results if fine else errors)[name] = what
            running.pop(name).join()
        for name in ended:
            if name in running:
                child = running.pop(name)
                child.join()
                errors[name] = f"exit status {child.exitcode}"
        if seconds is not None and monotonic() - begin >= seconds:
            for name, child in running.items():
                child.kill()
                child.join()
                errors[name] = "too late"
            running.clear()
    return results, errors
