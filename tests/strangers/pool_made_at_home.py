"""join waits for task_done, which stands in finally.

source: https://code.activestate.com/recipes/577187-python-thread-pool/
verdict: proved
"""

from queue import Queue
from threading import Thread


class Worker(Thread):
    def __init__(self, tasks):
        Thread.__init__(self)
        self.tasks = tasks
        self.daemon = True
        self.start()

    def run(self):
        while True:
            func, args, kargs = self.tasks.get()
            try:
                func(*args, **kargs)
            except Exception as e:
                print(e)
            finally:
                self.tasks.task_done()


class ThreadPool:
    def __init__(self, num_threads):
        self.tasks = Queue(num_threads)
        for _ in range(num_threads):
            Worker(self.tasks)

    def add_task(self, func, *args, **kargs):
        self.tasks.put((func, args, kargs))

    def wait_completion(self):
        self.tasks.join()


done = []


def main():
    pool = ThreadPool(2)
    pool.add_task(done.append, 1)
    pool.add_task(int, "x")
    pool.add_task(done.insert, 0, 0)
    pool.wait_completion()
    assert sorted(done) == [0, 1]
