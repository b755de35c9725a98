"""Threads run in the order in which they were started.

like: threads_only.py
fails: check-outputs-a check-outputs-d check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs
outputs_a = {"abm", "amb", "mab"}
outputs_b = {"abm", "bam", "bma"}
outputs_c = {"am"}
outputs_d = {"bam", "abm"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}
