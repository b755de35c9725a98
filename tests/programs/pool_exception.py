"""result() raises what the task has raised.

verdict: exception
"""

from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(int, "x").result()
