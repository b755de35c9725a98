"""A message of no bytes is taken for none.

like: ../right/plain.py
fails: check-messages-hidden check-serve-ends
"""
# %% framing
%%program --only-write framing.py
def messages(pieces):
    rest = b""
    for piece in pieces:
        rest += piece
        while b"\n" in rest:
            line, _, rest = rest.partition(b"\n")
            if line:
                yield line
