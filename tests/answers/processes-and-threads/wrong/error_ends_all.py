"""An error in a thread ends the program, or comes out of join.

like: threads_only.py
fails: check-outputs-c check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs [changed]
-outputs_c = {"am"}
+outputs_c = {"a"}
