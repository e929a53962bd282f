"""Settings of an environment package are read from variables, and a mistake is said by the variable's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, Field
from pydantic_settings import SettingsConfigDict

from dockergym.errors import ConfigurationError
from dockergym.plugins.settings import DataVolume, EnvironmentSettings
from dockergym.plugins.specs import Volume


class Lamp(BaseModel):
    hours: int = 4


class CaveSettings(EnvironmentSettings):
    model_config = SettingsConfigDict(env_prefix="DOCKERGYM_CAVE_")

    rooms: int = Field(3, ge=1)
    """Rooms that are dug."""
    data: DataVolume | None = None
    lamp: Lamp = Lamp()


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROOMS", "DATA", "LAMP"):
        monkeypatch.delenv(f"DOCKERGYM_CAVE_{name}", raising=False)


def test_a_setting_is_its_variable_or_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CaveSettings.load().rooms == 3
    monkeypatch.setenv("DOCKERGYM_CAVE_ROOMS", "8")
    assert CaveSettings.load().rooms == 8
    assert CaveSettings.model_fields["rooms"].description == "Rooms that are dug."


@pytest.mark.parametrize(
    ("text", "volume"),
    [
        ("/srv/games", Volume(Path("/srv/games"), "/data")),
        ("/srv/games:/games", Volume(Path("/srv/games"), "/games")),
        ("/srv/games:/games:ro", Volume(Path("/srv/games"), "/games")),
        ("~/games", Volume(Path("/home/ada/games"), "/data")),
    ],
)
def test_a_data_folder_is_seen_read_only(monkeypatch: pytest.MonkeyPatch, text: str, volume: Volume) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("DOCKERGYM_CAVE_DATA", text)
    assert CaveSettings.load().data == volume


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("ROOMS", "0", "Input should be greater than or equal to 1"),
        ("DATA", "/games:/data:rw", "'/games:/data:rw': workers only ever read it; write /games:/data:ro"),
        ("DATA", "/games:data", "volume target 'data' must be an absolute path, such as /data"),
    ],
)
def test_a_mistake_is_said_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, message: str
) -> None:
    monkeypatch.setenv(f"DOCKERGYM_CAVE_{variable}", value)
    with pytest.raises(ConfigurationError) as caught:
        CaveSettings.load()
    assert caught.value.detail == f"DOCKERGYM_CAVE_{variable}: {message}"


def test_several_mistakes_are_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERGYM_CAVE_ROOMS", "none")
    monkeypatch.setenv("DOCKERGYM_CAVE_LAMP", '{"hours": "long"}')
    with pytest.raises(ConfigurationError, match=r"DOCKERGYM_CAVE_ROOMS: .*; DOCKERGYM_CAVE_LAMP_HOURS: "):
        CaveSettings.load()
