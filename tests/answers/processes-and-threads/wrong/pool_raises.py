"""The first error of a pool comes out.

like: threads_only.py
fails: check-at-most check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
from concurrent.futures import ThreadPoolExecutor

def run_at_most(most, jobs):
    with ThreadPoolExecutor(max_workers=most) as pool:
        futures = {name: pool.submit(job) for name, job in jobs.items()}
        return {name: future.result() for name, future in futures.items()}, {}
