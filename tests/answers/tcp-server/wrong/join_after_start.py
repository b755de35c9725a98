"""Each thread is joined right after it was started.

like: ../right/plain.py
fails: check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden
"""
# %% by-threads [changed]
             thread.start()
+            thread.join()
