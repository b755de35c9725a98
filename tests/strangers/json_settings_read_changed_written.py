"""Settings are kept as a text: each thread reads them, changes one, and writes them.

source: https://docs.python.org/3/library/json.html
verdict: assertion
"""

import json
import threading

disk = {"settings.json": "{}"}


def change(name, value):
    settings = json.loads(disk["settings.json"])
    settings[name] = value
    disk["settings.json"] = json.dumps(settings, indent=2, sort_keys=True)


def main():
    threads = [
        threading.Thread(target=change, args=("colour", "blue")),
        threading.Thread(target=change, args=("size", 12)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert json.loads(disk["settings.json"]) == {"colour": "blue", "size": 12}
