"""What `dockergym check` can be told."""

from __future__ import annotations

from typing import Annotated

import typer

CheckTarget = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME|PATH|IMAGE",
        help="An installed environment, the folder of a package, a worker's file, or an image.",
    ),
]
RuntimeName = Annotated[
    str, typer.Option(metavar="NAME", help="What starts workers: docker, local, or auto, the default.")
]
EnvId = Annotated[
    str | None, typer.Option("--env-id", metavar="ID", help="Task to play; default: one by the seed.")
]
Actions = Annotated[
    list[str] | None,
    typer.Option(
        "--action",
        metavar="TEXT",
        help="Action to play, several in turn; default: any of the info's admissible_commands, else 'look'.",
    ),
]
Seed = Annotated[int, typer.Option(metavar="N", help="Seed of the episodes; default: 7.")]
Episodes = Annotated[
    int, typer.Option(min=10, metavar="N", help="Episodes over which memory is watched; default: 200.")
]
Budget = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Longest time for these episodes; default: 60.")
]
Timeout = Annotated[
    float,
    typer.Option(
        min=0.1,
        metavar="SECONDS",
        help="Longest wait for a step, and twice as long for an init; default: 60.",
    ),
]
LargestImage = Annotated[
    int, typer.Option(min=1, metavar="MB", help="Largest image that passes; default: 2000.")
]
OnlyPoints = Annotated[
    list[str] | None, typer.Option("--only", metavar="POINT", help="Look at this point; may be repeated.")
]
SkippedPoints = Annotated[
    list[str] | None, typer.Option("--skip", metavar="POINT", help="Leave this point out; may be repeated.")
]
WorkerCommand = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD...", help="Command of the worker in an image; default: the image's own."),
]
Deterministic = Annotated[
    bool, typer.Option("--deterministic", help="An image or a file: its episodes repeat under a seed.")
]
Shareable = Annotated[
    bool, typer.Option("--shareable", help="An image or a file: sessions may share a container.")
]
ListPoints = Annotated[bool, typer.Option("--points", help="List the points, and check nothing.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
