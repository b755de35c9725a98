"""Each line is written in a thread of its own: two at a time.

like: ../right/queue_and_sentinel.py
fails: check-log-book check-log-book-slow check-flush-hidden check-log-book-hidden
"""
# %% log-book
class LogBook:
    def __init__(self, write):
        self.write, self.threads, self.closed = write, [], False
        self.lock = Lock()

    def log(self, line):
        with self.lock:
            if self.closed:
                raise ValueError
            thread = Thread(target=self.write, args=(line,))
            thread.start()
            self.threads.append(thread)

    def flush(self):
        with self.lock:
            threads = list(self.threads)
        for thread in threads:
            thread.join()

    def close(self):
        with self.lock:
            self.closed = True
        self.flush()
