"""("hello") is a text of five letters: the function gets five arguments.

source: https://stackoverflow.com/questions/37116721/typeerror-in-threading-function-takes-x-positional-argument-but-y-were-given
verdict: exception
"""

import threading


def greet(word):
    print(word)


def main():
    t = threading.Thread(target=greet, args=("hello"))
    t.start()
    t.join()
