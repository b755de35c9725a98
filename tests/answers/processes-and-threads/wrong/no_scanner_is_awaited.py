"""With no scanner it waits for ever.

like: threads_only.py
fails: check-at-most-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [changed]
-    if most < 1:
-        raise ValueError("there must be a scanner")
