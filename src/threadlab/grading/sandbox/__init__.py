"""The wall: rooms without a way out, and the judge's door to them."""
