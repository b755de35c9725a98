"""Names are pasted into the SQL.

like: ../right/one_lock.py
fails: check-restart
"""
# %% storage
def save(bank, folder):
    base = sqlite3.connect(os.path.join(folder, "bank.db"))
    with bank.lock, base:
        base.execute("begin immediate")
        base.execute("drop table if exists money")
        base.execute("drop table if exists rest")
        base.execute("create table money (name, balance)")
        base.execute("create table rest (data)")
        for name, balance in bank.money.items():
            base.execute(f"insert into money values ('{name}', {balance})")
        base.execute("insert into rest values (?)", [json.dumps([bank.carts, bank.shelf, bank.price, bank.entries])])
    base.close()

def load(folder):
    if not os.path.exists(os.path.join(folder, "bank.db")):
        raise NothingSaved(folder)
    base = sqlite3.connect(os.path.join(folder, "bank.db"))
    bank = open_bank()
    bank.money = dict(base.execute("select * from money"))
    bank.carts, bank.shelf, bank.price, entries = json.loads(base.execute("select data from rest").fetchone()[0])
    bank.entries = [tuple(entry) for entry in entries]
    base.close()
    return bank
