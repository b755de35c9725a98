"""The module of the end has a daemon and nothing else.

like: ../right/queue_and_sentinel.py
fails: check-careful check-careful-hidden
"""
# %% careful [changed]
-atexit.register(lines.join)
