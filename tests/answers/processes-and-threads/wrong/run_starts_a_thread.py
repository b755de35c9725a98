"""run starts a thread, as start does.

like: threads_only.py
fails: check-outputs-b check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs
outputs_a = {"abm", "amb", "bam", "bma", "mab", "mba"}
outputs_b = {"abm", "amb", "bam", "bma", "mab", "mba"}
outputs_c = {"am"}
outputs_d = {"abm", "bam", "amb"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}
