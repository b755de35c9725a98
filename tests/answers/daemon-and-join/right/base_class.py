"""A base class for what has a thread, the log book on top of a pool of one.

like: queue_and_sentinel.py
"""
# %% at-most
from concurrent.futures import Future

def at_most(seconds, job):
    future = Future()

    def work():
        try:
            future.set_result(job())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=work, daemon=True).start()
    try:
        return future.result(timeout=seconds)
    except TimeoutError:
        raise TimeoutError("the job takes too long")

# %% ticker
class Worker:
    def begin(self):
        self.stopped = Event()
        self.thread = Thread(target=lambda: self.work())
        self.thread.start()

    def end(self):
        self.stopped.set()
        self.thread.join()

class Ticker(Worker):
    def __init__(self, action, seconds):
        self.action = action
        self.seconds = seconds
        self.begin()

    def work(self):
        self.stopped.wait(self.seconds)
        while not self.stopped.is_set():
            self.action()
            self.stopped.wait(self.seconds)

    stop = Worker.end

# %% log-book
from concurrent.futures import ThreadPoolExecutor

class LogBook:
    def __init__(self, write):
        self.write, self.last = write, None
        self.pool = ThreadPoolExecutor(max_workers=1)
        self.lock = Lock()
        self.closed = False

    def log(self, line):
        with self.lock:
            if self.closed:
                raise ValueError("closed")
            self.last = self.pool.submit(self.write, line)

    def flush(self):
        with self.lock:
            last = self.last
        if last is not None:
            last.result()

    def close(self):
        with self.lock:
            self.closed = True
        self.pool.shutdown(wait=True)
