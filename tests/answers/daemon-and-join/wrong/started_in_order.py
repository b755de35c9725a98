"""Threads run in the order in which they were started.

like: ../right/queue_and_sentinel.py
fails: check-outputs-a check-outputs-b
"""
# %% outputs
outputs_a = {"mab"}
outputs_b = {"abm"}
outputs_c = {"ma"}
outputs_d = {"mba"}
outputs_e = {"m"}
