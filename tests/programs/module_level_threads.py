"""A program without functions but the one.

verdict: assertion
"""

from threading import Thread

n = 0


def work():
    global n
    n += 1


threads = [Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert n == 2
