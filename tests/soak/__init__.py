"""Thousands of short episodes in a row, and what has grown by then: ``python -m soak`` (``nox -s soak``)."""
