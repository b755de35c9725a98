"""Globals and functions where they can be; the flush by events in the queue."""
# %% outputs
outputs_a = {"mba"}
outputs_b = {"abm", "bam", "amb"}
outputs_c = {"ma"}
outputs_d = {"mba"}
outputs_e = {"m"}

# %% at-most
def at_most(seconds, job):
    result, error = [], []
    finished = Event()
    def run_it():
        try:
            result.append(job())
        except BaseException as e:
            error.append(e)
        finished.set()
    t = Thread(target=run_it)
    t.daemon = True
    t.start()
    if not finished.wait(seconds):
        raise TimeoutError
    if error:
        raise error[0]
    return result[0]

# %% ticker
class Ticker:
    def __init__(self, action, seconds):
        self.end = Queue()
        def loop():
            while True:
                try:
                    self.end.get(timeout=seconds)
                    return
                except Empty:
                    action()
        self.loop = Thread(target=loop)
        self.loop.start()

    def stop(self):
        self.end.put("stop")
        self.loop.join()

# %% log-book
the_lock = RLock()

class LogBook:
    def __init__(self, write):
        self.q = Queue()
        self.shut = False
        def writer():
            while True:
                kind, thing = self.q.get()
                if kind == "line":
                    write(thing)
                elif kind == "flush":
                    thing.set()
                else:
                    break
        self.t = Thread(target=writer, name="writer")
        self.t.start()

    def log(self, line):
        with the_lock:
            if self.shut:
                raise ValueError("closed")
            self.q.put(("line", line))

    def flush(self):
        with the_lock:
            if self.shut:
                return
            reached = Event()
            self.q.put(("flush", reached))
        reached.wait()

    def close(self):
        with the_lock:
            if not self.shut:
                self.shut = True
                self.q.put(("end", None))
        self.t.join()

# %% careful
%%program --only-write careful.py
import threading
import time

last = None
guard = threading.Lock()


def log(line):
    global last
    with guard:
        before = last

        def write():
            if before is not None:
                before.join()
            time.sleep(0.01)
            with open("night.txt", "a", encoding="utf-8") as book:
                book.write(f"{line}\n")

        last = threading.Thread(target=write)
        last.start()
