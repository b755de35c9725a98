"""A singleton that is made where its class is defined: nobody can come too early.

source: https://refactoring.guru/design-patterns/singleton/python/example
verdict: proved
"""

import threading


class Settings:
    _instance = None
    _lock = threading.Lock()

    def __init__(self):
        self.values = {}

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls._instance = cls()

    @classmethod
    def instance(cls):
        return cls._instance

    def set(self, key, value):
        with self._lock:
            self.values[key] = value


class Theme(Settings):
    pass


class Language(Settings):
    pass


def main():
    seen = []

    def use(cls, value):
        cls.instance().set("x", value)
        seen.append((cls, id(cls.instance())))

    threads = [
        threading.Thread(target=use, args=pair)
        for pair in ((Theme, 1), (Theme, 1), (Language, 2))
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(set(seen)) == 2
    assert Theme.instance().values == {"x": 1} and Language.instance().values == {"x": 2}
