"""run() does the job in the thread that calls it.

like: ../right/with_lock.py
fails: check-run-all-hidden
"""
# %% run-all
def run_all(jobs):
    results = [None] * len(jobs)
    def work(i):
        results[i] = jobs[i]()
    threads = [Thread(target=work, args=(i,)) for i in range(len(jobs))]
    for thread in threads:
        thread.run()
    return results
