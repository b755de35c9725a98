"""中文: names, strings and a comment in Chinese."""
# %% outputs
输出 = {"甲": "mba", "丁": "mba"}
outputs_a = {输出["甲"]}
outputs_b = {"abm", "bam", "amb"}  # 三种
outputs_c = {"ma"}
outputs_d = {输出["丁"]}
outputs_e = {"m"}

# %% at-most
def at_most(seconds, job):
    结果 = {}
    def 工作():
        try:
            结果["值"] = job()
        except Exception as 错误:
            结果["错误"] = 错误
    线程 = Thread(target=工作, daemon=True)
    线程.start()
    线程.join(timeout=seconds)
    if 线程.is_alive():
        raise TimeoutError("超时")
    if "错误" in 结果:
        raise 结果["错误"]
    return 结果["值"]

# %% ticker
class Ticker:
    """滴答"""
    def __init__(self, action, seconds):
        self.动作, self.秒 = action, seconds
        self.停 = Event()
        self.线程 = Thread(target=self.跑, name="滴答")
        self.线程.start()

    def 跑(self):
        while True:
            self.停.wait(timeout=self.秒)
            if self.停.is_set():
                break
            self.动作()

    def stop(self):
        self.停.set()
        if self.线程.is_alive():
            self.线程.join()

# %% log-book
class LogBook:
    def __init__(self, write):
        self.写 = write
        self.行 = []
        self.有 = Semaphore(0)
        self.锁 = Lock()
        self.关 = False
        self.写完 = 0
        self.完 = Condition()
        self.线程 = Thread(target=self.跑)
        self.线程.start()

    def 跑(self):
        for 号 in range(10 ** 9):
            self.有.acquire()
            with self.锁:
                if 号 == len(self.行):
                    return
                行 = self.行[号]
            self.写(行)
            with self.完:
                self.写完 = 号 + 1
                self.完.notify_all()

    def log(self, line):
        with self.锁:
            if self.关:
                raise ValueError("日志已关闭")
            self.行.append(line)
            self.有.release()

    def flush(self):
        with self.锁:
            多少 = len(self.行)
        with self.完:
            while self.写完 < 多少:
                self.完.wait()

    def close(self):
        with self.锁:
            if not self.关:
                self.关 = True
                self.有.release()
        self.线程.join()

# %% careful
%%program --only-write careful.py
import atexit, queue, threading, time

队列 = queue.Queue()

def 写():
    while True:
        行 = 队列.get()
        if 行 is None:
            return
        time.sleep(0.01)
        with open("night.txt", "a", encoding="utf-8") as 文件:
            文件.write(行 + "\n")

线程 = threading.Thread(target=写, daemon=True)
线程.start()

def 结束():
    队列.put(None)
    线程.join()

atexit.register(结束)

def log(line):
    队列.put(line)
