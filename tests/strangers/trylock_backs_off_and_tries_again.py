"""Two locks in opposite orders, but who does not get the second gives the first back.

source: https://www.techdebt.blog/blog/deadlock-at-the-dinner-table
verdict: proved
"""

import threading

left, right = threading.Lock(), threading.Lock()
done = []


def work(first, second, name, tries):
    for _ in range(tries):
        with first:
            if second.acquire(blocking=False):
                try:
                    done.append(name)
                    return
                finally:
                    second.release()
    with left, right:
        done.append(name)


def main():
    threads = [
        threading.Thread(target=work, args=(left, right, "a", 1)),
        threading.Thread(target=work, args=(right, left, "b", 1)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(done) == ["a", "b"]
    assert not left.locked() and not right.locked()
