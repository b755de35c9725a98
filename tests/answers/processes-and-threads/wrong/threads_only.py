"""Only the tasks with threads were done.

like: ../right/straight.py
fails: check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% meet [as released]

# %% worker [as released]

# %% run-all [as released]
