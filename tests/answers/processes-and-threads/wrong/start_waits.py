"""start waits until the thread has ended.

like: threads_only.py
fails: check-outputs-a check-outputs-b check-outputs-d check-outputs-f check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs
outputs_a = {"abm"}
outputs_b = {"abm"}
outputs_c = {"am"}
outputs_d = {"bam"}
outputs_e = {"ppxm"}
outputs_f = {"pym"}
