"""stop sets the event and does not wait for the action that runs.

like: ../right/queue_and_sentinel.py
fails: check-ticker-hidden
"""
# %% ticker
class Ticker:
    """Calls `action()` every `seconds`, in a thread of its own, until it is stopped."""

    def __init__(self, action, seconds):
        self.action, self.seconds = action, seconds
        self.stopped = Event()
        self.thread = Thread(target=self.run)
        self.thread.start()

    def run(self):
        while not self.stopped.wait(self.seconds):
            self.action()

    def stop(self):
        """End it: when this returns, the action is not called again."""
        self.stopped.set()
