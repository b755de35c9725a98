"""Everything is read before the first answer is given.

like: ../right/plain.py
fails: check-messages-hidden check-serve check-serve-ends check-serve-big check-threads check-threads-crowd check-threads-hidden check-threads-rude-hidden check-threads-stop check-threads-stop-hidden check-processes check-processes-hidden check-processes-rude-hidden check-processes-stop check-processes-stop-hidden
"""
# %% framing
%%program --only-write framing.py
def messages(pieces):
    return b"".join(pieces).split(b"\n")[:-1]
