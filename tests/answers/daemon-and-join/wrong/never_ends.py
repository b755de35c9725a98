"""The thread is no daemon and is never told: the program does not end.

like: ../right/queue_and_sentinel.py
fails: check-careful check-careful-hidden
"""
# %% careful [changed]
-threading.Thread(target=write, daemon=True).start()
-atexit.register(lines.join)
+threading.Thread(target=write).start()
