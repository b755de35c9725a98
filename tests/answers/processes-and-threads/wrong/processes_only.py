"""Only the tasks with processes were done.

like: ../right/queues.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden
"""
# %% outputs [as released]

# %% run-named [as released]

# %% helper [as released]

# %% at-most [as released]
