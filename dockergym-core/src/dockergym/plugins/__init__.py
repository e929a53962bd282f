"""How an environment, a runtime or an observer becomes part of a server.

A plugin is a module or an object with functions named as in `dockergym.plugins.hookspecs`, marked
with `hookimpl`, and named by an entry point of its package::

    [project.entry-points."dockergym.envs"]
    myenv = "dockergym_myenv.plugin"

The entry point's name is the environment's name: it is served under ``/envs/myenv/``.
"""
