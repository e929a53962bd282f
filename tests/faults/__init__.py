"""Clients that retry play episodes while whatever can fail is made to fail: each ends whole, or says how it ended.

``python -m faults --seed 7`` (``nox -s faults``) injects a thousand faults and prints what became of the episodes
that they met. A short run is among the tests. What the parts are:

========== ==================================================================================
plans      what an episode is to be, so that an undisturbed run of it says what it has to be
episodes   playing one with the client that trainers use
ledger     what the counting environment itself says was applied, also after its death
proxy      a network between client and server that loses, cuts, delays and doubles
service    the server under test, in a process of its own, and what is left when it is gone
engine     a Docker engine of our own, which may be stopped, killed and filled
clock      a clock of the server's that can be set
processes  which process, worker and container an episode is in
kinds      the faults
scenes     a server, players and faults together
verdict    what became of each fault, and the table
========== ==================================================================================
"""
