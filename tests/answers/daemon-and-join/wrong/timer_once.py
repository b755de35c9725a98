"""A Timer calls the action once.

like: ../right/queue_and_sentinel.py
fails: check-ticker
"""
# %% ticker
class Ticker:
    def __init__(self, action, seconds):
        self.timer = Timer(seconds, action)
        self.timer.start()

    def stop(self):
        self.timer.cancel()
        self.timer.join()
