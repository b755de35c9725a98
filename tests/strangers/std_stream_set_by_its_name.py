"""sys.stdout is set by way of vars: prints of the other thread go there, too.

source: https://docs.python.org/3/library/sys.html#sys.stdout
verdict: assertion
"""

import io
import sys
import threading


def main():
    buffer = io.StringIO()
    old = sys.stdout
    thread = threading.Thread(target=print, args=("theirs",))
    thread.start()
    vars(sys)["stdout"] = buffer
    print("mine")
    vars(sys)["stdout"] = old
    thread.join()
    assert buffer.getvalue() == "mine\n"
