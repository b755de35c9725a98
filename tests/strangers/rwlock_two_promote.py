"""Two readers want to become writers, and each waits for the other to stop reading.

source: https://majid.info/mylos/weblog/2004/11/04-1.html
verdict: deadlock
"""

import threading

class RWLock:
    def __init__(self):
        self.count = 0
        self.monitor = threading.Lock()
        self.changed = threading.Condition(self.monitor)

    def acquire_read(self):
        with self.monitor:
            self.changed.wait_for(lambda: self.count >= 0)
            self.count += 1

    def promote(self):
        with self.monitor:
            self.changed.wait_for(lambda: self.count == 1)
            self.count = -1

    def release(self):
        with self.monitor:
            self.count = 0 if self.count < 0 else self.count - 1
            self.changed.notify_all()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    lock = RWLock()

    def update():
        lock.acquire_read()
        lock.promote()
        lock.release()

    together(update, update)
