"""Each account is a file with its name.

like: ../right/one_lock.py
fails: check-cut-off check-restart
"""
# %% storage
def save(bank, folder):
    with bank.lock:
        for name, balance in bank.money.items():
            Path(folder, name + ".json").write_text(json.dumps([balance, bank.carts.get(name, {})]))
        Path(folder, "rest").write_text(json.dumps([bank.shelf, bank.price, bank.entries]))

def load(folder):
    if not Path(folder, "rest").exists():
        raise NothingSaved(folder)
    bank = open_bank()
    for file in Path(folder).glob("*.json"):
        bank.money[file.stem], bank.carts[file.stem] = json.loads(file.read_text())
    bank.shelf, bank.price, entries = json.loads(Path(folder, "rest").read_text())
    bank.entries = [tuple(entry) for entry in entries]
    return bank
