"""What plays ALFWorld games inside a worker: alfworld's own classes, or a faster equal of them.

`selection.select_engine` says which one; both are `game.Engine` and answer with the same bytes. Everything
here runs where the worker runs: it imports the standard library, textworld, alfworld and fast_downward,
nothing of the server.
"""
