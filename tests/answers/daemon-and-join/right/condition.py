"""One condition and a deque; the ticker by a condition, too."""
# %% outputs
outputs_a = ["mba"]
outputs_b = ["amb", "abm", "bam"]
outputs_c = ["ma"]
outputs_d = ["mba"]
outputs_e = ["m"]

# %% at-most
def at_most(seconds, job):
    answers = Queue()

    def work():
        try:
            answers.put((True, job()))
        except Exception as error:
            answers.put((False, error))

    Thread(target=work, daemon=True).start()
    try:
        fine, answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError("too slow") from None
    if fine:
        return answer
    raise answer

# %% ticker
class Ticker(Thread):
    def __init__(self, action, seconds):
        super().__init__()
        self.action = action
        self.seconds = seconds
        self.condition = Condition()
        self.over = False
        self.start()

    def run(self):
        while True:
            with self.condition:
                if self.condition.wait_for(lambda: self.over, timeout=self.seconds):
                    return
            self.action()

    def stop(self):
        with self.condition:
            self.over = True
            self.condition.notify_all()
        self.join()

# %% log-book
class LogBook:
    def __init__(self, write):
        self.write = write
        self.waiting = deque()
        self.busy = False
        self.open = True
        self.change = Condition()
        self.writer = Thread(target=self.work)
        self.writer.start()

    def work(self):
        while True:
            with self.change:
                while self.open and not self.waiting:
                    self.change.wait()
                if not self.waiting:
                    return
                line = self.waiting.popleft()
                self.busy = True
            self.write(line)
            with self.change:
                self.busy = False
                self.change.notify_all()

    def log(self, line):
        with self.change:
            if not self.open:
                raise ValueError
            self.waiting.append(line)
            self.change.notify_all()

    def flush(self):
        with self.change:
            while self.waiting or self.busy:
                self.change.wait()

    def close(self):
        with self.change:
            self.open = False
            self.change.notify_all()
        self.writer.join()

# %% careful
%%program --only-write careful.py
import queue, threading, time

todo = queue.Queue()

def work():
    main = threading.main_thread()
    while True:
        try:
            line = todo.get(timeout=0.02)
        except queue.Empty:
            if not main.is_alive():
                break
            continue
        time.sleep(0.01)
        with open("night.txt", "a") as f:
            print(line, file=f)

threading.Thread(target=work).start()

def log(line):
    todo.put(line)
