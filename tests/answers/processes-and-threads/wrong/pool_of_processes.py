"""A pool: one that dies breaks it for all, and names it has none.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-run-all check-run-all-hidden check-run-all-late check-run-all-late-hidden
"""
# %% run-all
%%program --only-write shift.py
from concurrent.futures import ProcessPoolExecutor
from time import monotonic


def run_all(jobs, seconds=None):
    results, errors = {}, {}
    end = monotonic() + (seconds or 10 ** 6)
    with ProcessPoolExecutor(max_workers=len(jobs) or 1) as pool:
        futures = {name: pool.submit(*job) for name, job in jobs.items()}
        for name, future in futures.items():
            try:
                results[name] = future.result(max(0, end - monotonic()))
            except TimeoutError:
                errors[name] = "too late"
            except Exception as error:
                errors[name] = f"{type(error).__name__}: {error}"
    return results, errors
