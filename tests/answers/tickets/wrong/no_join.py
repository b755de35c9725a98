"""Nobody waits for the threads.

like: ../right/with_lock.py
fails: check-run-all check-run-all-hidden
"""
# %% run-all
def run_all(jobs):
    results = [None] * len(jobs)
    def work(i):
        results[i] = jobs[i]()
    for i in range(len(jobs)):
        Thread(target=work, args=(i,)).start()
    sleep(5)
    return results
