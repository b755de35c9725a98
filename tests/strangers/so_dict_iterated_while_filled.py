"""RuntimeError: dictionary changed size during iteration.

source: https://github.com/RedHatInsights/bonfire/issues/232
verdict: exception
"""

import threading

resources = {"pod": "waiting"}


def watch():
    for name in ("service", "route"):
        resources[name] = "ready"


def main():
    t = threading.Thread(target=watch)
    t.start()
    ready = 0
    for name, state in resources.items():
        print(name, state)
        ready += state == "ready"
    t.join()
