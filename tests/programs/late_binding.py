"""A lambda sees the loop's variable as it is when it runs.

verdict: assertion
"""

from threading import Thread

out = []


def main():
    threads = []
    for i in range(2):
        thread = Thread(target=lambda: out.append(i))
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(out) == [0, 1]
