"""Each thread fills a list of its own.

like: ../right/with_lock.py
fails: check-run-all check-run-all-hidden
"""
# %% run-all
def run_all(jobs):
    results = [None] * len(jobs)
    def work(i):
        results = [None] * len(jobs)
        results[i] = jobs[i]()
    threads = [Thread(target=work, args=(i,)) for i in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
