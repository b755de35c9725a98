"""What comes after the last newline counts, too.

like: ../right/plain.py
fails: check-messages check-messages-hidden check-serve-ends check-processes-rude-hidden
"""
# %% framing
%%program --only-write framing.py
def messages(pieces):
    rest = b""
    for piece in pieces:
        rest += piece
        while b"\n" in rest:
            line, _, rest = rest.partition(b"\n")
            yield line
    if rest:
        yield rest
