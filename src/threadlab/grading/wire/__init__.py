"""What goes through the wall: messages, claims and plain values."""
