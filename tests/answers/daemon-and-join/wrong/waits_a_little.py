"""At the end it sleeps for a while, which is long enough for two lines.

like: ../right/queue_and_sentinel.py
fails: check-careful check-careful-hidden
"""
# %% careful [changed]
-atexit.register(lines.join)
+atexit.register(time.sleep, 0.15)
