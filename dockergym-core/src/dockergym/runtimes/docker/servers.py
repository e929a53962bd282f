"""Which servers have containers on a Docker engine, by the labels that the containers carry."""

from __future__ import annotations

import docker
import docker.errors
import requests.exceptions

from dockergym.errors import RuntimeUnavailable
from dockergym.runtimes.base import LABEL_SERVER
from dockergym.runtimes.docker.images import LOOK_TIMEOUT_S, connected_engine


def servers_with_containers() -> set[str]:
    """Return the name of every server that has started a container which still exists. Blocks.

    Raises:
        RuntimeUnavailable: the engine does not answer.
    """
    with connected_engine(LOOK_TIMEOUT_S) as engine:
        try:
            # Sparse: otherwise each is inspected in turn, and one that goes away meanwhile is an error.
            found = engine.containers.list(all=True, filters={"label": LABEL_SERVER}, sparse=True)
        except (docker.errors.DockerException, requests.exceptions.RequestException) as error:
            raise RuntimeUnavailable(f"the Docker engine does not answer: {error}") from error
    return {str(one.attrs["Labels"][LABEL_SERVER]) for one in found}
