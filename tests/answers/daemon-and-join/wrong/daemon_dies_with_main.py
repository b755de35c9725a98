"""A daemon is ended at once with the main thread.

like: ../right/queue_and_sentinel.py
fails: check-outputs-d
"""
# %% outputs
outputs_a = {"mba"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"ma"}
outputs_d = {"ma"}
outputs_e = {"m"}
