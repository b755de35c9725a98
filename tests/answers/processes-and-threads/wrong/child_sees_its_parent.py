"""A process sees its parent’s variables, however it was started.

like: threads_only.py
fails: check-outputs-e check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs [changed]
-outputs_e = {"ppxm"}
+outputs_e = {"pym"}
