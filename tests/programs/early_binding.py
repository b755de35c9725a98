"""A default argument keeps the value.

verdict: proved
"""

from threading import Thread

out = []


def main():
    threads = []
    for i in range(2):
        thread = Thread(target=lambda i=i: out.append(i))
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(out) == [0, 1]
