"""The counting environment, as a server finds it: an installed package of one module."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from dockergym.plugins import hookimpl
from dockergym.plugins.specs import Capabilities, EnvSpec, Resources, Volume
from dockergym.settings import ServerSettings
from dockergym.testing.workers import script
from faults.ledger import IN_CONTAINER, VARIABLE

NAME = "counting"
PROGRAM = re.compile(r"testing[./]workers[./]counting")
"""In the command line of every process of its workers, and of no other."""
LEDGER = "FAULTS_LEDGER"
IMAGE = "FAULTS_IMAGE"
MEMORY_MB = 96


@hookimpl
def dockergym_env_spec(settings: ServerSettings) -> EnvSpec:
    """Return what the environment is; its ledger and its image are named by variables."""
    ledger = os.environ[LEDGER]
    return EnvSpec(
        image=os.environ.get(IMAGE),
        worker_command=("python", "-m", "dockergym.testing.workers.counting"),
        local_command=(sys.executable, str(script("counting"))),
        container_env={VARIABLE: IN_CONTAINER},
        local_env={VARIABLE: ledger},
        volumes=(Volume(Path(ledger), IN_CONTAINER, read_only=False),),
        resources=Resources(memory_mb=MEMORY_MB),
        capabilities=Capabilities(
            deterministic=True, fork=True, share_containers=True, reuse_containers=True
        ),
    )


def install(folder: Path, ledger: Path, image: str | None) -> dict[str, str]:
    """Install it into a folder, and return the variables with which a server finds it there."""
    facts = folder / "dockergym_counting-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: dockergym-counting\nVersion: 1\n")
    (facts / "entry_points.txt").write_text(f"[dockergym.envs]\n{NAME} = {__name__}\n")
    path = [str(folder), str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    variables = {"PYTHONPATH": os.pathsep.join(filter(None, path)), LEDGER: str(ledger)}
    return variables | ({IMAGE: image} if image else {})
