"""L.append(L[-1] + 1) is a read and a write.

source: https://copdips.com/2024/10/python-thread-safe-operations.html
verdict: assertion
"""

import threading

numbers = [0]


def work():
    numbers.append(numbers[-1] + 1)


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert numbers == [0, 1, 2]
