"""A test case as unittest has it, whose test starts threads: sometimes it fails.

source: https://docs.python.org/3/library/unittest.html#basic-example
verdict: assertion
"""

import threading
import unittest


class Counter:
    def __init__(self):
        self.n = 0

    def add(self):
        self.n += 1


class CounterTest(unittest.TestCase):
    def setUp(self):
        self.counter = Counter()

    def test_two_threads(self):
        threads = [threading.Thread(target=self.counter.add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.counter.n, 2)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(CounterTest)
    result = unittest.TextTestRunner().run(suite)
    assert result.wasSuccessful()
