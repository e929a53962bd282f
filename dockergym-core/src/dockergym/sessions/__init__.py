"""Sessions: who holds which episode, in which worker, and for how long.

This package knows runtimes only by `dockergym.runtimes.base`, plugins only by their typed values, and
neither HTTP nor Docker at all.
"""
