"""New settings are a new proxy: who has taken the old one goes on with it.

source: https://docs.python.org/3/library/types.html#types.MappingProxyType
verdict: proved
"""

import threading
from types import MappingProxyType

class Settings:
    current = MappingProxyType({"tea": 2, "cake": 3})


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    sums = []

    def change():
        Settings.current = MappingProxyType({k: 2 * v for k, v in Settings.current.items()})

    def total():
        now = Settings.current
        sums.append(now["tea"] + now["cake"])

    together(change, total)
    assert sums[0] in (5, 10)
