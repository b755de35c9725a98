"""A daemon is ended at once with the main thread.

like: ../right/queue_and_sentinel.py
fails: check-outputs-d
"""
# %% outputs [changed]
-outputs_d = {"mba"}
+outputs_d = {"ma"}
