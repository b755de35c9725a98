"""The answers by name: two children of the same name become one.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet-hidden
"""
# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Process, Queue, current_process, parent_process

# Here comes the function that the children call.
def introduce(place, answers):
    answers.put((current_process().name, (current_process().name, os.getpid(), parent_process().pid)))


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
    return [found[place] for place in names]
