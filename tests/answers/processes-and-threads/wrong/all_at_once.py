"""All jobs are started at once.

like: threads_only.py
fails: check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [changed]
-        free.acquire()
