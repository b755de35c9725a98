"""The children append to a global list, each to its own.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden
"""
# %% meet
%%program --only-write meet.py
import os
from multiprocessing import Process, current_process, parent_process

found = []


def introduce():
    found.append((current_process().name, os.getpid(), parent_process().pid))


def meet(names):
    children = [Process(target=introduce, name=name) for name in names]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return found
