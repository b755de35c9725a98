"""A second close puts a second sentinel and waits for it to be taken.

like: ../right/queue_and_sentinel.py
fails: check-log-book-closed
"""
# %% log-book
class LogBook:
    """Writes lines in the background, and loses none."""

    def __init__(self, write):
        self.write = write
        self.lines = Queue()
        self.closed = False
        self.lock = Lock()
        self.thread = Thread(target=self.run)
        self.thread.start()

    def run(self):
        while (line := self.lines.get()) is not None:
            self.write(line[0])
            self.lines.task_done()
        self.lines.task_done()

    def log(self, line):
        """Hand over a line; raise `ValueError` if the book is closed."""
        with self.lock:
            if self.closed:
                raise ValueError("the log book is closed")
            self.lines.put((line,))

    def flush(self):
        """Wait until everything that was logged before has been written."""
        self.lines.join()

    def close(self):
        """Wait until everything has been written and the thread has ended."""
        with self.lock:
            self.closed = True
            self.lines.put(None)
        self.lines.join()
        self.thread.join()
