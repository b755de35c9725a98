"""A join waits for everything that was started below it.

like: threads_only.py
fails: check-outputs-d check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs [changed]
-outputs_d = {"abm", "bam", "amb"}
+outputs_d = {"abm", "bam"}
