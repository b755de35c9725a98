"""A pool without a number of workers; as_completed over a dict of futures.

source: https://docs.python.org/3/library/concurrent.futures.html#threadpoolexecutor-example
verdict: proved
"""

import concurrent.futures

PAGES = {"a": 3, "b": 5}


def load(name, timeout):
    if name == "b":
        raise OSError("b is down")
    return PAGES[name]


def main():
    sizes, errors = {}, {}
    with concurrent.futures.ThreadPoolExecutor() as executor:
        futures = {executor.submit(load, name, 60): name for name in PAGES}
        for future in concurrent.futures.as_completed(futures):
            name = futures[future]
            try:
                data = future.result()
            except Exception as exc:
                errors[name] = "%r generated an exception: %s" % (name, exc)
            else:
                sizes[name] = data
    assert sizes == {"a": 3} and list(errors) == ["b"]
