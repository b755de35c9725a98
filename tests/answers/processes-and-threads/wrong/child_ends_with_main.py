"""A child that nobody joins is ended with its parent.

like: threads_only.py
fails: check-outputs-f check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs [changed]
-outputs_f = {"pym", "pmy"}
+outputs_f = {"pm", "pym"}
