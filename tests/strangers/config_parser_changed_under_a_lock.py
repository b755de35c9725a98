"""Sections are looked for and added, and the whole written out, under one lock.

source: https://docs.python.org/3/library/configparser.html
verdict: proved
"""

import configparser
import io
import threading

lock = threading.RLock()
config = configparser.ConfigParser()

def remember(section, **values):
    with lock:
        if not config.has_section(section):
            config.add_section(section)
        for name, value in values.items():
            config.set(section, name, value)

def saved():
    text = io.StringIO()
    with lock:
        config.write(text)
    return text.getvalue()


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(lambda: remember("ui", size="2"), saved, lambda: remember("ui", font="mono"))
    assert dict(config["ui"]) == {"size": "2", "font": "mono"}
    assert "[ui]" in saved()
