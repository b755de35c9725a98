"""An attribute is made when it is missing for the first time, and that is so for two.

source: https://docs.python.org/3/reference/datamodel.html#object.__getattr__
verdict: assertion
"""

import threading

class Settings:
    def __init__(self):
        self.reads = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self.reads.append(name)
        value = name.upper()
        setattr(self, name, value)
        return value


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    settings = Settings()
    together(lambda: settings.host, lambda: settings.host)
    assert settings.reads == ["host"]
