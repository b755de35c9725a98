"""A lazy module loads itself under a re-entrant lock, and looks again there.

source: https://github.com/scientific-python/lazy-loader/issues/88
verdict: proved
"""

import threading


class Lazy:
    def __init__(self):
        vars(self).update(lock=threading.RLock(), loads=0)

    def __getattr__(self, name):
        with self.lock:
            if "pi" not in self.__dict__:
                self.loads += 1
                self.__dict__["pi"] = 3
        return self.__dict__[name]


def main():
    module, seen = Lazy(), []
    threads = [threading.Thread(target=lambda: seen.append(module.pi)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == [3, 3] and module.loads == 1
