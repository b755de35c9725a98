"""run starts a thread, as start does.

like: threads_only.py
fails: check-outputs-b check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs [changed]
-outputs_b = {"abm", "bam", "bma"}
+outputs_b = {"abm", "amb", "bam", "bma", "mab", "mba"}
