"""Any exception counts as a refusal.

like: ../right/log_is_everything.py
fails: check-pile-hidden
"""
# %% work-off
def work_off(choose, forms, clerks):
    def one(form):
        try:
            return choose(*form)
        except Exception as error:
            return type(error).__name__
    with ThreadPoolExecutor(clerks) as pool:
        return list(pool.map(one, forms))
