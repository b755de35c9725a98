"""The oldest key is asked for and then taken out, and another has done so before.

source: https://stackoverflow.com/questions/2437617/how-to-limit-the-size-of-a-dictionary
verdict: exception
"""

import threading

recent = {1: "a", 2: "b"}

def remember(key, value):
    recent[key] = value
    while len(recent) > 2:
        recent.pop(next(iter(recent)))


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    together(lambda: remember(3, "c"), lambda: remember(4, "d"))
