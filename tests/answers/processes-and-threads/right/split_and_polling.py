"""Helpers in cells and modules of their own; looks again and again instead of waiting."""
# %% outputs
from itertools import permutations

outputs_a = {"".join(p) for p in permutations("abm")}
outputs_b = {"abm", "bam", "bma"}
outputs_c = {"am"}
outputs_d = {"abm", "bam", "amb"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}

# %% run-named
class Box:
    """Calls a job and keeps what came of it."""

    def __init__(self, job):
        self.job = job
        self.what = None
        self.good = False

    def __call__(self):
        try:
            self.what = self.job()
            self.good = True
        except BaseException as problem:
            self.what = problem

def run_named(jobs):
    boxes = {name: Box(job) for name, job in jobs.items()}
    threads = {Thread(target=box, name=name) for name, box in boxes.items()}
    for t in threads:
        t.start()
    while threads:
        threads.pop().join()
    return ({n: b.what for n, b in boxes.items() if b.good},
            {n: b.what for n, b in boxes.items() if not b.good})

# %% helper
class Helper(Thread):
    def __init__(self, name, job):
        super().__init__(name=name)
        self.box = Box(job)

    def run(self):
        self.box()

    @property
    def result(self):
        return self.box.what if self.box.good else None

    @property
    def error(self):
        return None if self.box.good else self.box.what

    def value(self):
        self.join()
        if self.box.good:
            return self.box.what
        raise self.box.what

# %% at-most
def run_at_most(most, jobs):
    if most < 1:
        raise ValueError
    helpers, running = [], []
    for name, job in jobs.items():
        while len(running) >= most:
            sleep(0.1)
            running = [helper for helper in running if helper.is_alive()]
        helper = Helper(name, job)
        helper.start()
        running.append(helper)
        helpers.append(helper)
    results, errors = {}, {}
    for helper in helpers:
        try:
            results[helper.name] = helper.value()
        except BaseException as error:
            errors[helper.name] = error
    return results, errors

# %% meet
%%program --only-write meet.py
import os, multiprocessing as mp

def me():
    return mp.current_process().name, os.getpid(), mp.parent_process().pid

class Child(mp.Process):
    def __init__(self, name, pipe):
        super().__init__(target=None, name=name)
        self.pipe = pipe
    def run(self):
        self.pipe.send(me())

def meet(names):
    pipes = [mp.Pipe(False) for _ in names]
    children = [Child(name, pipe[1]) for name, pipe in zip(names, pipes)]
    for child in children: child.start()
    for child in children: child.join()
    return [pipe[0].recv() for pipe in pipes]

# %% worker
%%program --only-write crew.py
import multiprocessing as mp
from time import monotonic, sleep

def work(sender, function, arguments):
    try:
        sender.send((1, function(*arguments)))
    except Exception as e:
        sender.send((0, type(e).__name__ + ": " + str(e)))

class Worker(mp.Process):
    def __init__(self, name, function, *arguments):
        self.receiver, sender = mp.Pipe(False)
        super().__init__(target=work, name=name, args=(sender, function, arguments))
        self.sender = sender
        self.got = []

    def value(self, seconds=None):
        began = monotonic()
        while not self.got:
            alive = self.is_alive()
            if self.receiver.poll(0.01):
                self.got.append(self.receiver.recv())
            elif not alive:
                self.got.append((0, f"exit status {self.exitcode}"))
            elif seconds is not None and monotonic() - began > seconds:
                raise TimeoutError
        while self.is_alive():
            sleep(0.001)
        if not self.got[0][0]:
            raise RuntimeError(self.got[0][1])
        return self.got[0][1]

# %% run-all
%%program --only-write shift.py
from threading import Thread
from crew import Worker

def wait_for(worker, seconds, results, errors):
    try:
        results[worker.name] = worker.value(seconds)
    except TimeoutError:
        worker.kill()
        worker.join()
        errors[worker.name] = "too late"
    except RuntimeError as error:
        errors[worker.name] = str(error)

def run_all(jobs, seconds=None):
    results, errors, workers = {}, {}, []
    for name in jobs:
        w = Worker(name, *jobs[name])
        try:
            w.start()
        except Exception as e:
            errors[name] = "can't be started: %r" % e
            continue
        workers.append(w)
    threads = [Thread(target=wait_for, args=(w, seconds, results, errors)) for w in workers]
    for t in threads: t.start()
    for t in threads: t.join()
    return results, errors
