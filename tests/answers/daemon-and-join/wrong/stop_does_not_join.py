"""stop sets the event and does not wait for the action that runs.

like: ../right/queue_and_sentinel.py
fails: check-ticker-hidden
"""
# %% ticker [changed]
-        self.thread.join()
