"""The old spellings: setDaemon, getName, isSet, notifyAll, currentThread, activeCount.

source: https://www.tutorialspoint.com/python/python_multithreading.htm
verdict: proved
"""

import threading

ready = threading.Event()
cv = threading.Condition()
names = []


class MyThread(threading.Thread):
    def __init__(self, threadID, name):
        threading.Thread.__init__(self)
        self.threadID = threadID
        self.setName(name)
        self.setDaemon(True)

    def run(self):
        ready.wait()
        with cv:
            names.append(threading.currentThread().getName())
            cv.notifyAll()


def main():
    threads = [MyThread(i, "Thread %d" % i) for i in range(2)]
    for t in threads:
        t.start()
    assert threading.activeCount() >= 1 and not ready.isSet()
    ready.set()
    with cv:
        while len(names) < 2:
            cv.wait()
    for t in threads:
        assert t.isDaemon()
        t.join()
