"""An environment of a DockerGym server as a Gymnasium environment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Unpack

import gymnasium
import numpy as np

from dockergym.client.episode import ClientOptions
from dockergym.client.gymnasium_spaces import ACTION_LENGTH, OBSERVATION_LENGTH, FreeText
from dockergym.client.own_server import take_server
from dockergym.client.sync import EnvClient
from dockergym.errors import InvalidRequest

METADATA: dict[str, Any] = {"render_modes": ["ansi"], "render_fps": 1}
_OPTIONS = frozenset({"env_id", "params"})


class DockerGymEnv(gymnasium.Env[str, str]):
    """Plays one environment: observations and actions are text.

    ``reset(options={"env_id": …, "params": {…}})`` overrules what the environment was made with.
    """

    metadata: ClassVar[dict[str, Any]] = METADATA  # type: ignore[misc]

    def __init__(
        self,
        name: str | None = None,
        base_url: str | None = None,
        *,
        render_mode: str | None = None,
        env_id: str | None = None,
        params: Mapping[str, Any] | None = None,
        observation_length: int = OBSERVATION_LENGTH,
        action_length: int = ACTION_LENGTH,
        server_flags: Sequence[str] = (),
        **client: Unpack[ClientOptions],
    ) -> None:
        """Make an environment; the first reset begins an episode.

        ``base_url`` is the address of a server, or of the environment on it; without one, the installed environment
        ``name`` is served by a process of this one's own, with ``server_flags`` as ``dockergym serve`` takes them.
        ``env_id`` and ``params`` say what every reset plays, the two lengths how long texts may be in the
        spaces. The other keywords are those of `dockergym.client.EnvClient`.

        Raises:
            InvalidRequest: there is neither an address nor a name, or no such render mode.
            ConfigurationError: the environment cannot be served.
        """
        self.render_mode = checked_mode(render_mode)
        self.observation_space = FreeText(observation_length)
        self.action_space = FreeText(action_length)
        self._wanted: dict[str, Any] = {"env_id": env_id, "params": dict(params or {})}
        self._observation: str | None = None
        self._is_seeded = False
        address, self._give_back = address_of(name, base_url, tuple(server_flags))
        try:
            self._client: EnvClient[str, str] = EnvClient(address, **client)
        except BaseException:
            self._give_back()
            raise

    @property
    def client(self) -> EnvClient[str, str]:
        """The client that plays, for what Gymnasium has no name for: forks, the session's id, its state."""
        return self._client

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Begin an episode.

        After a reset with a seed, those without one are seeded in turn from it, so that a whole run can be
        repeated. Where no seed was ever given, the server has its way.

        Raises:
            InvalidRequest: an option is unknown.
            DockerGymError: as `dockergym.client.EnvClient.reset`.
        """
        super().reset(seed=seed)
        self._is_seeded = self._is_seeded or seed is not None
        if seed is None and self._is_seeded:
            seed = drawn_seed(self.np_random)
        result = self._client.reset(seed, **self._wanted | checked_options(options))
        self._observation = result.observation
        return result.observation, dict(result.info)

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Apply an action.

        Raises:
            DockerGymError: as `dockergym.client.EnvClient.step`.
        """
        result = self._client.step(action)
        self._observation = result.observation
        return (
            result.observation, float(result.reward), result.terminated, result.truncated, dict(result.info)
        )  # fmt: skip

    def render(self) -> str | None:
        """Return what the environment said last, where the mode is ``ansi``."""
        return self._observation if self.render_mode == "ansi" else None

    def close(self) -> None:
        """End the episode, and a server that was started for it."""
        self._client.close()
        give_back, self._give_back = self._give_back, nothing_to_give_back
        give_back()


def address_of(
    name: str | None, base_url: str | None, flags: tuple[str, ...]
) -> tuple[str, Callable[[], None]]:
    """Return the address of an environment, and what is to be called when it is not needed any more.

    Raises:
        InvalidRequest: there is neither an address nor a name.
        ConfigurationError: the environment cannot be served.
    """
    if base_url is not None:
        if flags:
            raise InvalidRequest("server_flags are for a server that is started here; leave base_url out")
        whole = base_url.rstrip("/")
        return (whole if name is None or "/envs/" in whole else f"{whole}/envs/{name}"), nothing_to_give_back
    if name is None:
        raise InvalidRequest("name a server: base_url='http://host:8000/envs/alfworld'")
    return take_server(name, flags)


def nothing_to_give_back() -> None:
    """Leave a server alone that is somebody else's."""


def checked_mode(render_mode: str | None) -> str | None:
    """Return a render mode.

    Raises:
        InvalidRequest: there is no such mode.
    """
    if render_mode not in (None, *METADATA["render_modes"]):
        raise InvalidRequest(f"render_mode is None or 'ansi', not {render_mode!r}")
    return render_mode


def checked_options(options: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the options of a reset.

    Raises:
        InvalidRequest: one is unknown.
    """
    unknown = set(options or {}) - _OPTIONS
    if unknown:
        raise InvalidRequest(
            f"options of reset are 'env_id' and 'params', not {', '.join(map(repr, sorted(unknown)))}"
        )
    return dict(options or {})


def drawn_seed(generator: np.random.Generator) -> int:
    """Return the seed of the next episode."""
    return int(generator.integers(2**31))
