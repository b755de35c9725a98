"""The first tick comes at once, without a pause.

like: ../right/queue_and_sentinel.py
fails: check-ticker check-ticker-hidden
"""
# %% ticker
class Ticker:
    def __init__(self, action, seconds):
        self.stopped = Event()
        def run():
            while True:
                action()
                if self.stopped.wait(seconds):
                    break
        self.thread = Thread(target=run)
        self.thread.start()

    def stop(self):
        self.stopped.set()
        self.thread.join()
