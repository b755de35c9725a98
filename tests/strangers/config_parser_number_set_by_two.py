"""A counter is kept in a configuration: it is read as a number and set as a text.

source: https://docs.python.org/3/library/configparser.html
verdict: assertion
"""

import configparser
import threading

config = configparser.ConfigParser()
config.read_string("[runs]\ncount = 0")

def count():
    runs = config["runs"]
    runs["count"] = str(runs.getint("count") + 1)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(count, count)
    assert config.getint("runs", "count") == 2
