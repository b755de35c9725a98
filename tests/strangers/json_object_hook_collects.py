"""Two threads read JSON; the hook puts each object into a list that both share.

source: https://docs.python.org/3/library/json.html#json.loads
verdict: proved
"""

import json
import threading

found = []


def keep(value):
    found.append(value["id"])
    return value


def read(text):
    json.loads(text, object_hook=keep)


def main():
    texts = (json.dumps([{"id": 1}, {"id": 2}]), '{"id": 3}')
    threads = [threading.Thread(target=read, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [1, 2, 3]
