"""Each thread is joined before the next one is started: nothing runs at the same time.

like: ../right/with_lock.py
fails: check-run-all-hidden
"""
# %% run-all
def run_all(jobs):
    results = []
    for job in jobs:
        thread = Thread(target=lambda: results.append(job()))
        thread.start()
        thread.join()
    return results
