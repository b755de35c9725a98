"""After the wait nobody looks whether it is the right number now.

source: https://github.com/belito3/computer-science/blob/main/concurrency/1195/s1.py
verdict: assertion or deadlock
"""

from threading import Condition, Thread

cv = Condition()
count = 1
out = []


def run(n, mine, word):
    global count
    for _ in range(n):
        with cv:
            if mine(count):
                out.append(word or str(count))
                cv.notify_all()
            else:
                cv.wait()
            count += 1


def main():
    ts = [
        Thread(target=run, args=(4, lambda i: i % 3 == 0, "fizz")),
        Thread(target=run, args=(4, lambda i: i % 3, "")),
    ]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert out[:4] == ["1", "2", "fizz", "4"], out
