"""The OpenEnv face of an environment: what unmodified clients of `openenv-core` 0.3 and `openenv` 0.10 speak.

The protocol is theirs; the sessions below it are the same as those of the REST routes.
"""
