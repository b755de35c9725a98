"""log writes the line itself, under a lock.

like: ../right/queue_and_sentinel.py
fails: check-log-book-slow
"""
# %% log-book
class LogBook:
    def __init__(self, write):
        self.write, self.closed = write, False
        self.lock = Lock()

    def log(self, line):
        with self.lock:
            if self.closed:
                raise ValueError
            self.write(line)

    def flush(self):
        with self.lock:
            pass

    def close(self):
        with self.lock:
            self.closed = True
