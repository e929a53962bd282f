"""The worker protocol on the host's side: messages and lines without I/O, and the channel that sends them."""
