"""Two threads find no instance yet.

source: https://softwarepatternslexicon.com/python/creational-patterns/singleton-pattern/thread-safe-singleton
verdict: assertion
"""

import threading


class Settings:
    _instance = None

    def __new__(cls):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance


found = []


def main():
    ts = [threading.Thread(target=lambda: found.append(Settings())) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert found[0] is found[1]
