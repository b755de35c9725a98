"""map: the first accident cancels the rest of the pile.

like: ../right/log_is_everything.py
fails: check-pile-hidden
"""
# %% work-off
def work_off(choose, forms, clerks):
    def one(form):
        return said(choose, *form)
    with ThreadPoolExecutor(clerks) as pool:
        return list(pool.map(one, forms))
