"""What is written between getvalue and truncate is thrown away.

source: https://docs.python.org/3/library/io.html#io.StringIO
verdict: assertion
"""

import io
import threading

buffer, sent = io.StringIO(), []

def drain():
    sent.append(buffer.getvalue())
    buffer.seek(0)
    buffer.truncate()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    buffer.write("one ")
    together(drain, lambda: buffer.write("two "))
    drain()
    assert "".join(sent).split() == ["one", "two"]
