"""A lock with a time-out for the ticker, a queue of functions, one condition that counts."""
# %% outputs
outputs_a = {"mba"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"ma"}
outputs_d = {"mba"}
outputs_e = {"m"}

# %% at-most
def at_most(seconds, job):
    answers = Queue()
    def run():
        try:
            value = job()
            answers.put(lambda: value)
        except Exception as error:
            failure = error
            def again():
                raise failure
            answers.put(again)
    Thread(target=run, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"not done in {seconds} s") from None
    return answer()

# %% ticker
class Ticker:
    def __init__(self, action, seconds):
        self.lock = Lock()
        self.lock.acquire()
        def run():
            while not self.lock.acquire(timeout=seconds):
                action()
            self.lock.release()
        self.thread = Thread(target=run)
        self.thread.start()
        self.first = Lock()

    def stop(self):
        if self.first.acquire(blocking=False):
            self.lock.release()
        self.thread.join()

# %% log-book
class LogBook:
    def __init__(self, write):
        self.write, self.lines, self.closed, self.written, self.logged = write, deque(), False, 0, 0
        self.news = Condition()
        self.thread = Thread(target=self.work)
        self.thread.start()
    def work(self):
        while True:
            with self.news:
                self.news.wait_for(lambda: self.lines or self.closed)
                if not self.lines:
                    return
                line = self.lines.popleft()
            self.write(line)
            with self.news:
                self.written += 1
                self.news.notify_all()
    def log(self, line):
        with self.news:
            if self.closed:
                raise ValueError("closed")
            self.lines.append(line)
            self.logged += 1
            self.news.notify_all()
    def flush(self):
        with self.news:
            wanted = self.logged
            self.news.wait_for(lambda: self.written >= wanted)
    def close(self):
        with self.news:
            self.closed = True
            self.news.notify_all()
        self.thread.join()

# %% careful
%%program --only-write careful.py
from concurrent.futures import ThreadPoolExecutor
import time
pool = ThreadPoolExecutor(1)
def write(line):
    time.sleep(0.01)
    with open("night.txt", "a", encoding="utf-8") as book:
        print(line, file=book)
def log(line):
    pool.submit(write, line)
