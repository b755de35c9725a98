"""A join waits for all threads.

like: ../right/queue_and_sentinel.py
fails: check-outputs-b
"""
# %% outputs
outputs_a = {"mba"}
outputs_b = {"abm", "bam"}
outputs_c = {"ma"}
outputs_d = {"mba"}
outputs_e = {"m"}
