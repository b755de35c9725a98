"""A pool of four does not run twelve jobs at once.

like: ../right/with_lock.py
fails: check-run-all-hidden
"""
# %% run-all
from concurrent.futures import ThreadPoolExecutor

def run_all(jobs):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda job: job(), jobs))
