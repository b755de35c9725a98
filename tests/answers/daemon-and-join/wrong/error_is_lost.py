"""An error in the job ends its own thread and nobody hears of it.

like: ../right/queue_and_sentinel.py
fails: check-at-most-hidden
"""
# %% at-most
def at_most(seconds, job):
    done = []
    thread = Thread(target=lambda: done.append(job()), daemon=True)
    thread.start()
    thread.join(seconds)
    if not done:
        raise TimeoutError("not done")
    return done[0]
