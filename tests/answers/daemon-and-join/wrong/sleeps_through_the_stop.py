"""The ticker sleeps; stop waits for the rest of the pause.

like: ../right/queue_and_sentinel.py
fails: check-ticker
"""
# %% ticker
class Ticker:
    def __init__(self, action, seconds):
        self.stopped = False
        def run():
            while not self.stopped:
                sleep(seconds)
                if not self.stopped:
                    action()
        self.thread = Thread(target=run)
        self.thread.start()

    def stop(self):
        self.stopped = True
        self.thread.join()
