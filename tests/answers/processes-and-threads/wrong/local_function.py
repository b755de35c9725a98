"""The target is a function within a function, which can’t be pickled.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden
"""
# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Process, Queue, current_process, parent_process


def meet(names):
    answers = Queue()

    def introduce(place):
        answers.put((place, (current_process().name, os.getpid(), parent_process().pid)))

    children = [Process(target=introduce, args=(place,), name=name) for place, name in enumerate(names)]
    for child in children:
        child.start()
    found = dict(answers.get() for _ in children)
    for child in children:
        child.join()
    return [found[place] for place in range(len(children))]
