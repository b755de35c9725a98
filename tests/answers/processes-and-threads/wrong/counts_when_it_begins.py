"""A thread counts itself when it begins; the loop has started others by then.

like: threads_only.py
fails: check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
def run_at_most(most, jobs):
    if most < 1:
        raise ValueError
    results, errors, lock, running = {}, {}, Lock(), [0]

    def work(name, job):
        with lock:
            running[0] += 1
        try:
            results[name] = job()
        except BaseException as error:
            errors[name] = error
        with lock:
            running[0] -= 1

    threads = []
    for name, job in jobs.items():
        while running[0] >= most:
            sleep(0.1)
        threads.append(Thread(target=work, args=(name, job)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return results, errors
