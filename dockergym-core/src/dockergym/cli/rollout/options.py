"""What `dockergym rollout` can be told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Episodes = Annotated[int, typer.Option(min=1, metavar="N", help="Episodes to play; default: 1.")]
Concurrency = Annotated[
    int, typer.Option(min=1, max=4096, metavar="N", help="Episodes to play at once; default: 8.")
]
PolicyName = Annotated[
    str,
    typer.Option(
        metavar="POLICY",
        help="'random', the default, takes any of the commands that the environment lists; 'expert' does what the "
        "environment says solves the task, where it can tell; 'module:function' is called with each result and "
        "returns the next action.",
    ),
]
MaxSteps = Annotated[
    int, typer.Option(min=1, metavar="N", help="Steps after which an episode is left; default: 50.")
]
FirstSeed = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="N",
        help="Seed of the first episode, and each further one has the next number; default: 0.",
    ),
]
EnvIds = Annotated[
    list[str] | None,
    typer.Option("--env-id", metavar="ID", help="Task to play; several are played in turn."),
]
RunName = Annotated[str | None, typer.Option(metavar="NAME", help="Run that the sessions belong to.")]
OutFile = Annotated[
    Path | None,
    typer.Option(dir_okay=False, metavar="FILE", help="Write a JSON line for each episode, as it ends."),
]
Timeout = Annotated[
    float,
    typer.Option(min=0.001, metavar="SECONDS", help="Longest wait for a reset or a step; default: 180."),
]
