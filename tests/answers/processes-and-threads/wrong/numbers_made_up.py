"""No child at all: the numbers are made up.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet-hidden
"""
# %% meet
%%program --only-write meet.py
import os


def meet(names):
    return [(name, 10 ** 6 + place, os.getpid()) for place, name in enumerate(names)]
