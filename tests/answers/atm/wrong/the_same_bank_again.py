"""load returns the bank that was saved, not one that goes on from there.

like: ../right/one_lock.py
fails: check-restart check-save check-save-meanwhile
"""
# %% storage
SAVED = {}

def save(bank, folder):
    SAVED[folder] = bank
    Path(folder, "saved.txt").write_text("yes")

def load(folder):
    if not Path(folder, "saved.txt").exists():
        raise NothingSaved(folder)
    return SAVED[folder]
