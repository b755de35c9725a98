"""list(d.items()) is one step for plain keys: the loop goes over a copy.

source: https://github.com/Supervisor/supervisor/pull/1187
verdict: proved
"""

import threading

resources = {"pod": "waiting"}


def watch():
    for name in ("service", "route"):
        resources[name] = "ready"


def main():
    t = threading.Thread(target=watch)
    t.start()
    for name, state in list(resources.items()):
        assert state in ("waiting", "ready"), name
    t.join()
    assert len(resources) == 3
