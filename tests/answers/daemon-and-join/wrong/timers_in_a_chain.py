"""A Timer for each tick: stop() joins the newest, and the one before may still be ending.

like: ../right/queue_and_sentinel.py
fails: check-ticker-hidden
"""
# %% ticker
class Ticker:
    def __init__(self, action, seconds):
        self.action, self.seconds, self.stopped = action, seconds, False
        self.lock = RLock()
        self.next()

    def next(self):
        self.timer = Timer(self.seconds, self.tick)
        self.timer.start()

    def tick(self):
        with self.lock:
            if not self.stopped:
                self.action()
                self.next()

    def stop(self):
        with self.lock:
            self.stopped = True
            self.timer.cancel()
        self.timer.join()
