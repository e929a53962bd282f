"""Flags made from settings models."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
import typer
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict
from typer.testing import CliRunner

from dockergym.cli.command import Command, words_joined
from dockergym.cli.flags import GivenFlags, flags_of, takes_settings
from dockergym.cli.output import Verbose
from dockergym.errors import ConfigurationError
from dockergym.plugins.specs import Volume
from dockergym.settings import ServerConfig, ServerSettings

VARIABLES = [flag.variable for flag in flags_of(ServerConfig)]


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)


class Taken:
    """A command with the flags of `ServerConfig`, and the settings it was last called with."""

    def __init__(self) -> None:
        self.settings: ServerConfig | None = None
        self.cli = typer.Typer()

        @self.cli.command(cls=Command)
        @takes_settings(settings=ServerConfig)
        def command(
            settings: ServerConfig, fast: Annotated[bool, typer.Option()] = False, verbose: Verbose = False
        ) -> None:
            self.settings = settings
            self.fast = fast

    def __call__(self, *arguments: str) -> Any:
        return CliRunner().invoke(self.cli, arguments)

    def read(self, *arguments: str) -> ServerConfig:
        result = self(*arguments)
        assert result.exit_code == 0, result.output
        assert self.settings is not None
        return self.settings


@pytest.fixture
def taken() -> Taken:
    return Taken()


SAMPLES: dict[str, tuple[list[str], Any]] = {
    "name": (["--name", "one"], "one"),
    "title": (["--title", "A title"], "A title"),
    "version": (["--version", "2"], "2"),
    "host": (["--host", "::1"], "::1"),
    "port": (["--port", "0"], 0),
    "api_keys_file": (["--api-keys-file", "/tmp/keys"], Path("/tmp/keys")),
    "no_auth": (["--no-auth"], True),
    "cors_origins": (
        ["--cors-origin", "https://a.example", "--cors-origins", "https://b.example"],
        ["https://a.example", "https://b.example"],
    ),
    "runtime": (["--runtime", "local"], "local"),
    "state_dir": (["--state-dir", "/tmp/x"], Path("/tmp/x")),
    "reuse_containers": (["--no-reuse-containers"], False),
    "docker_image": (["--docker-image", "busybox:1"], "busybox:1"),
    "worker_command": (["--worker-command", "python -u 'a b.py'"], ["python", "-u", "a b.py"]),
    "volumes": (
        ["--volume", "/a:/b", "--volumes", "/c:/d:rw"],
        [Volume(Path("/a"), "/b", True), Volume(Path("/c"), "/d", False)],
    ),
    "env_files": (["--env-file", "one", "--env-file", "two"], ["one", "two"]),
    "container_env": (["--container-env", "A=1", "--container-env", "B=x=y"], {"A": "1", "B": "x=y"}),
    "env_name": (["--env-name", "mine"], "mine"),
    "container_label": (["--container-label", "mine-session"], "mine-session"),
    "container_runtime": (["--container-runtime", "runsc"], "runsc"),
    "openenv_image": (["--openenv-image", "echo:1"], "echo:1"),
    "recycle_memory": (["--recycle-memory", "0.5"], 0.5),
}


def sample_of(field: str) -> tuple[list[str], Any]:
    """Return arguments that set a field to something other than its default, and what it is then."""
    if field in SAMPLES:
        return SAMPLES[field]
    described = ServerConfig.model_fields[field]
    flag, default = f"--{field.replace('_', '-')}", described.default
    if get_origin(described.annotation) is Literal:
        other = next(value for value in get_args(described.annotation) if value != default)
        return [flag, other], other
    if isinstance(default, bool):
        return [f"--no-{flag[2:]}" if default else flag], not default
    return [flag, str(default + 1)], default + 1


@pytest.mark.parametrize("field", sorted(set(ServerConfig.model_fields) - {"api_key"}))
def test_every_setting_has_a_flag_that_sets_it(taken: Taken, field: str) -> None:
    arguments, value = sample_of(field)
    described = [] if field == "openenv_image" else ["--docker-image", "some"]
    assert getattr(taken.read(*described, *arguments), field) == value


def test_the_api_key_is_a_flag_and_never_shown(taken: Taken) -> None:
    settings = taken.read("--docker-image", "some", "--api-key", "hush")
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "hush"
    assert "hush" not in taken("--docker-image", "some", "--port", "x", "--api-key", "hush").output


def test_every_flag_says_what_it_is_for() -> None:
    assert [flag.field for flag in flags_of(ServerConfig) if not flag.help] == []


def test_flags_go_before_variables_and_variables_before_defaults(
    taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKERGYM_PORT", "1234")
    monkeypatch.setenv("DOCKERGYM_MAX_SESSIONS", "5")
    settings = taken.read("--docker-image", "some", "--port", "4321")
    assert (settings.port, settings.max_sessions, settings.host) == (4321, 5, "127.0.0.1")


def test_a_commands_own_parameters_stay(taken: Taken) -> None:
    taken.read("--docker-image", "some", "--fast")
    assert taken.fast is True


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--port", "99999"], "--port 99999: Input should be less than or equal to 65535"),
        (["--max-sessions", "none"], "--max-sessions none: Input should be a valid integer"),
        (["--volume", "nowhere"], "--volume: volume 'nowhere' is not of the form HOST:CONTAINER[:ro|rw]"),
        (["--container-env", "A"], "--container-env A: give NAME=VALUE"),
        (["--host", "0.0.0.0"], "set DOCKERGYM_API_KEY, or pass --no-auth"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_in_one_line(
    taken: Taken, arguments: list[str], message: str
) -> None:
    result = taken("--docker-image", "some", *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("DOCKERGYM_PORT", "many", "DOCKERGYM_PORT: Input should be a valid integer"),
        (
            "DOCKERGYM_VOLUMES",
            "/a:/b",
            'DOCKERGYM_VOLUMES is not JSON; write it as ["HOST:CONTAINER[:ro|rw]"]',
        ),
    ],
)
def test_a_variable_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, message: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=r".") as caught:
        GivenFlags({"docker_image": "some"}).settings(ServerConfig)
    assert message in caught.value.detail


def test_the_traceback_is_there_for_those_who_ask(taken: Taken) -> None:
    assert "Traceback" not in taken("--port", "x").output
    assert "Traceback" in taken("--port", "x", "--verbose").output


def test_other_models_make_flags_with_their_own_variables() -> None:
    class Colours(BaseSettings):
        model_config = SettingsConfigDict(env_prefix="MY_", use_attribute_docstrings=True)
        colour: Literal["red", "blue"] = "red"
        """What it is painted with."""
        many: int = Field(3)
        """How many; see `colour`."""

    colour, many = flags_of(Colours)
    assert (colour.names, colour.metavar, colour.variable, colour.default) == (
        ("--colour",),
        "red|blue",
        "MY_COLOUR",
        "red",
    )
    assert many.help == "How many; see `--colour`."
    assert many.group == "Colours"


def test_the_signature_is_that_of_the_function_with_the_flags_in_place_of_the_settings() -> None:
    @takes_settings(settings=ServerSettings)
    def command(settings: ServerSettings, fast: bool = False) -> None: ...

    assert list(inspect.signature(command).parameters) == ["fast", *ServerSettings.model_fields]


LISTS, FLAGS = {"--list"}, {"--list", "--next"}


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        ("--list a b --next c", "--list=a --list=b --next c"),
        ("--list python -u w.py --next", "--list=python --list=-u --list=w.py --next"),
        ("--list a --next=1 b", "--list=a --next=1 b"),
        ("--list a -- b", "--list=a b"),
        ("a -- b", "a -- b"),
        ("--list=a b", "--list=a b"),
        ("--list a --other b", "--list=a --list=--other --list=b"),
        ("--list", ""),
    ],
)
def test_a_word_list_ends_at_the_next_flag(given: str, joined: str) -> None:
    assert list(words_joined(given.split(), LISTS, FLAGS)) == joined.split()


def test_a_worker_command_may_be_several_words(taken: Taken) -> None:
    settings = taken.read("--worker-command", "python", "-u", "/app/my worker.py", "--volume", "/a:/b")
    assert settings.worker_command == ["python", "-u", "/app/my worker.py"]
    assert settings.volumes == [Volume(Path("/a"), "/b")]
