"""``dockergym rollout``: many episodes at once, by a policy."""

from __future__ import annotations

import typer

from dockergym.cli.addresses import EnvironmentName, ServerAddress, environment_address
from dockergym.cli.command import Command
from dockergym.cli.output import EXIT_FAILED, Verbose
from dockergym.cli.params import GivenParams, parsed_params
from dockergym.cli.rollout.board import Board
from dockergym.cli.rollout.episodes import Episode, Plan, play_episodes
from dockergym.cli.rollout.options import (
    Concurrency,
    EnvIds,
    Episodes,
    FirstSeed,
    MaxSteps,
    OutFile,
    PolicyName,
    RunName,
    Timeout,
)
from dockergym.cli.rollout.policies import policy_named
from dockergym.cli.rollout.records import Records, records_in
from dockergym.cli.stopping import run_until_stopped

cli = typer.Typer(add_completion=False, rich_markup_mode=None)


@cli.command(cls=Command)
def rollout(
    name: EnvironmentName,
    episodes: Episodes = 1,
    concurrency: Concurrency = 8,
    policy: PolicyName = "random",
    max_steps: MaxSteps = 50,
    seed: FirstSeed = 0,
    env_id: EnvIds = None,
    param: GivenParams = None,
    run: RunName = None,
    out: OutFile = None,
    url: ServerAddress = None,
    timeout_s: Timeout = 180.0,
    verbose: Verbose = False,
) -> None:
    """Play episodes of an environment that is served, many at once, and show how they went.

    Leaves with code 1 where an episode failed.
    """
    plan = Plan(
        address=environment_address(name, url),
        player=policy_named(policy),
        episodes=episodes,
        concurrency=concurrency,
        max_steps=max_steps,
        seed=seed,
        env_ids=tuple(env_id or ()),
        params=parsed_params(param),
        run=run,
        timeout_s=timeout_s,
    )
    with records_in(out) as records, Board(plan.episodes) as board:
        _play(plan, records, board)
    board.show()
    if board.failed:
        raise typer.Exit(EXIT_FAILED)


def _play(plan: Plan, records: Records, board: Board) -> None:
    def on_episode(episode: Episode) -> None:
        records.write(episode)
        board.on_episode(episode)

    run_until_stopped(play_episodes(plan, board.on_step, on_episode))
