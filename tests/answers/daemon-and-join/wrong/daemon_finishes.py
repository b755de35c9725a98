"""A daemon is a background thread that finishes its work.

like: ../right/queue_and_sentinel.py
fails: check-outputs-c check-outputs-e
"""
# %% outputs
outputs_a = {"mba"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"mab"}
outputs_d = {"mba"}
outputs_e = {"ma"}
