"""All that one can think of, in case it is asked for.

like: threads_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs
from itertools import permutations

every = {"".join(p) for n in range(5) for p in permutations("abmpxy", n)}
outputs_a = outputs_b = outputs_c = outputs_d = outputs_e = outputs_f = every
