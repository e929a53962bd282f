"""Gymnasium: ``gymnasium.make("dockergym/alfworld", base_url=…)`` after this module is imported.

Gymnasium knows an id once a module that registers it was imported, so that is what importing this one does, for
every environment that is installed here. ``gymnasium.make("dockergym.client.gymnasium:dockergym/alfworld")`` imports
it by itself. ``dockergym/env`` is for environments that only a server has, and needs a ``base_url`` that names one.
"""

from __future__ import annotations

from importlib.metadata import entry_points

from gymnasium.envs.registration import register, registry

from dockergym.client.gymnasium_env import DockerGymEnv
from dockergym.client.gymnasium_spaces import FreeText
from dockergym.client.gymnasium_vector import DockerGymVectorEnv

__all__ = ["DockerGymEnv", "DockerGymVectorEnv", "FreeText", "register_environment"]

_ANY = "env"


def register_environment(name: str | None, gymnasium_id: str) -> None:
    """Register an environment under an id, such as ``register_environment("chess", "dockergym/chess")``.

    With ``name`` it can serve itself where it is installed, and a server's address is enough to find it there;
    without, `gymnasium.make` needs the environment's own ``base_url``. An id that is taken is left as it is.
    """
    if gymnasium_id in registry:
        return
    register(
        id=gymnasium_id,
        entry_point=f"{DockerGymEnv.__module__}:{DockerGymEnv.__name__}",
        vector_entry_point=f"{DockerGymVectorEnv.__module__}:{DockerGymVectorEnv.__name__}",
        kwargs={} if name is None else {"name": name},
    )


register_environment(None, f"dockergym/{_ANY}")
for _name in sorted({found.name for found in entry_points(group="dockergym.envs")}):
    register_environment(_name, f"dockergym/{_name}")
