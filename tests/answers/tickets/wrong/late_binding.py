"""All threads see the last value of the loop.

like: ../right/with_lock.py
fails: check-run-all check-run-all-hidden
"""
# %% run-all
def run_all(jobs):
    results = {}
    threads = []
    for i, job in enumerate(jobs):
        thread = Thread(target=lambda: results.update({i: job()}))
        threads.append(thread)
        thread.start()
    for thread in threads:
        thread.join()
    return [results[i] for i in sorted(results)]
