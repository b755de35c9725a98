"""Results are noted as they come.

like: ../right/with_lock.py
fails: check-run-all check-run-all-hidden
"""
# %% run-all
def run_all(jobs):
    results = []
    threads = [Thread(target=lambda job=job: results.append(job())) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
