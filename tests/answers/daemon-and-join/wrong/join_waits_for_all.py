"""A join waits for all threads.

like: ../right/queue_and_sentinel.py
fails: check-outputs-b
"""
# %% outputs [changed]
-outputs_b = {"abm", "bam", "amb"}
+outputs_b = {"abm", "bam"}
