"""What is given back is not told to who waits for it.

source: https://github.com/oracle/python-oracledb/issues/166
verdict: deadlock
"""

import threading


class Pool:
    def __init__(self):
        self.free, self.changed = ["one"], threading.Condition()

    def __enter__(self):
        with self.changed:
            while not self.free:
                self.changed.wait()
            return self.free.pop()

    def __exit__(self, *error):
        self.free.append("one")


def main():
    pool = Pool()

    def work():
        with pool:
            pass

    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
