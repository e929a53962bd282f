"""How an environment, a runtime or an observer becomes part of a server.

A plugin is a module or an object with functions named as in `dockergym.plugins.hookspecs`, marked
with `hookimpl`, and named by an entry point of its package::

    [project.entry-points."dockergym.envs"]
    myenv = "dockergym_myenv.plugin"

The entry point's name is the environment's name: it is served under ``/envs/myenv/``. The module
says what the environment is, and which tasks it has::

    from dockergym.plugins import hookimpl
    from dockergym.plugins.specs import EnvSpec, Task, TaskList

    @hookimpl
    def dockergym_env_spec(settings):
        return EnvSpec(image="dockergym-myenv", worker_command=("python", "-m", "dockergym_myenv.worker"))

    @hookimpl
    def dockergym_startup(env):
        env.tasks = TaskList(Task(name) for name in ("easy", "hard"))

A package that adds something to every environment (a recorder, a runtime, routes) takes the group
``dockergym.plugins`` instead, and the same hooks.

Discovery (`dockergym.plugins.discovery`) loads the entry points; `dockergym.plugins.manager` calls
the hooks. Each environment has hooks of its own, which reach its plugin and the cross-cutting ones and
never another environment's plugin.
"""

from dockergym.plugins.hookspecs import hookimpl

__all__ = ["hookimpl"]
