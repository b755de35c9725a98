"""Only the tasks with processes were done.

fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden
"""
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
