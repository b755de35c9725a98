"""The same with a lock around copy, sleep and write.

source: https://realpython.com/intro-to-python-threading/
verdict: proved
"""

import concurrent.futures
import threading
import time


class FakeDatabase:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()

    def locked_update(self, name):
        print(f"Thread {name}: about to lock")
        with self._lock:
            local_copy = self.value
            local_copy += 1
            time.sleep(0.1)
            self.value = local_copy


def main():
    database = FakeDatabase()
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as executor:
        for index in range(2):
            executor.submit(database.locked_update, index)
    assert database.value == 2
