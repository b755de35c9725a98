"""Each recv is a message.

like: ../right/plain.py
fails: check-messages check-messages-hidden check-serve check-serve-ends check-serve-big check-threads-hidden check-threads-rude-hidden check-processes-hidden check-processes-rude-hidden
"""
# %% framing
%%program --only-write framing.py
def messages(pieces):
    for piece in pieces:
        yield piece.rstrip(b"\n")
