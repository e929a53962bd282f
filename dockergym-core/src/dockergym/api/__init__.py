"""HTTP: requests in, sessions called, replies and errors out as JSON."""
