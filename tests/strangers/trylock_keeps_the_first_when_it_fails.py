"""Who does not get the second lock leaves with the first one still taken.

source: https://eblog.huangque888.com/archives/2105.html
verdict: deadlock
"""

import threading

a, b = threading.Lock(), threading.Lock()


def one():
    a.acquire()
    if not b.acquire(timeout=1):
        return
    b.release()
    a.release()


def two():
    with b, a:
        pass


def main():
    threads = [threading.Thread(target=one), threading.Thread(target=two)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
