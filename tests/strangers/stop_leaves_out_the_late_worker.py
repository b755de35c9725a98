"""The copy of the list of workers is made before the last one is entered in it.

source: https://github.com/python/cpython/pull/13171
verdict: assertion
"""

import threading
import queue

class Pool:
    def __init__(self):
        self.workers, self.closed, self.ended = {}, False, []

    def submit(self, job):
        if self.closed:
            return
        inbox = queue.Queue()
        worker = threading.Thread(target=self.work, args=(inbox,), daemon=True)
        self.workers[worker] = inbox
        inbox.put(job)
        worker.start()

    def work(self, inbox):
        while job := inbox.get():
            job()
        self.ended.append(threading.get_ident())

    def close(self):
        self.closed = True
        items = list(self.workers.items())
        for worker, inbox in items:
            inbox.put(None)
        for worker, inbox in items:
            if worker.ident:
                worker.join()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    pool = Pool()
    together(lambda: pool.submit(int), pool.close)
    assert len(pool.ended) == len(pool.workers)
