"""The same with a lock, and asked for by unittest.main.

source: https://docs.python.org/3/library/unittest.html#basic-example
verdict: proved
"""

import threading
import unittest


class Counter:
    def __init__(self):
        self.n = 0
        self.lock = threading.Lock()

    def add(self):
        with self.lock:
            self.n += 1


class CounterTest(unittest.TestCase):
    def test_two_threads(self):
        counter = Counter()
        threads = [threading.Thread(target=counter.add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(counter.n, 2)
        with self.assertRaises(ZeroDivisionError):
            1 / 0


def main():
    result = CounterTest("test_two_threads").run()
    assert result.testsRun == 1 and not result.failures and not result.errors
