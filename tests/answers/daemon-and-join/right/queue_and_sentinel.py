"""A queue, a lock and a sentinel."""
# %% outputs
outputs_a = {"mba"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"ma"}
outputs_d = {"mba"}
outputs_e = {"m"}

# %% at-most
def at_most(seconds, job):
    """Return `job()`; raise `TimeoutError` if that takes longer than `seconds`."""
    done = {}

    def work():
        try:
            done["result"] = job()
        except BaseException as error:
            done["error"] = error

    thread = Thread(target=work, daemon=True)
    thread.start()
    thread.join(seconds)
    if "error" in done:
        raise done["error"]
    if "result" not in done:
        raise TimeoutError(f"not done within {seconds} s")
    return done["result"]

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
        self.thread.join()

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
            if not self.closed:
                self.closed = True
                self.lines.put(None)
        self.thread.join()

# %% careful
%%program --only-write careful.py
import atexit
import queue
import threading
import time

lines = queue.Queue()


def write():
    while True:
        line = lines.get()
        time.sleep(0.01)
        with open("night.txt", "a") as file:
            file.write(line + "\n")
        lines.task_done()


threading.Thread(target=write, daemon=True).start()
atexit.register(lines.join)


def log(line):
    lines.put(line)
