"""The main thread prints last, since it waits for everybody.

like: ../right/queue_and_sentinel.py
fails: check-outputs-a check-outputs-c check-outputs-d check-outputs-e
"""
# %% outputs
outputs_a = {"bam"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"am"}
outputs_d = {"bam"}
outputs_e = {"am"}
