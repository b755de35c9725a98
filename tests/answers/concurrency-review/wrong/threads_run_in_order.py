"""Threads run in the order in which they were started.

like: ../right/plain.py
fails: check-outputs-b
"""
# %% outputs
outputs_a = {1, 2, 3}
outputs_b = {"abc"}
outputs_c = {1, 2, 3}
outputs_d = {4}
outputs_e = {"abc"}
