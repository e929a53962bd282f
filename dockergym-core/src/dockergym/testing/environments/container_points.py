"""Points about the image, and about the container that is made of it."""

from __future__ import annotations

from dockergym.images import LABEL_SOURCE, build_context
from dockergym.plugins.specs import Isolation
from dockergym.runtimes.base import LABEL_ENVIRONMENT, LABEL_SERVER, LABEL_WORKER
from dockergym.sessions.launching import session_label
from dockergym.testing.environments.bench import EnvironmentBench
from dockergym.testing.environments.points import NotApplicable, require
from dockergym.testing.environments.probes import docker_probe_of
from dockergym.testing.environments.protocol_points import require_contact

_MOST_LAYERS = 40
_ROOT = ("", "0", "root")


async def image_is_lean(bench: EnvironmentBench) -> str:
    """The image is no larger than it needs to be, in few layers."""
    probe = docker_probe_of(bench.runtime)
    await bench.require_image()
    image = await probe.image(str(bench.spec.image))
    megabytes = image.size / 1e6
    shown = f"{megabytes:,.0f} MB in {image.layers} layers"
    require(
        megabytes <= bench.options.largest_image_mb,
        f"{shown}; {bench.options.largest_image_mb:,} MB are the limit",
        "build in one stage and copy the result into another; leave compilers, caches and package lists behind",
    )
    require(
        image.layers <= _MOST_LAYERS,
        shown,
        f"join RUN instructions until there are at most {_MOST_LAYERS} layers",
    )
    return shown


async def image_is_current(bench: EnvironmentBench) -> str:
    """The image was built from the sources that are installed, and says so in a label."""
    probe = docker_probe_of(bench.runtime)
    if bench.spec.build is None:
        raise NotApplicable("the plugin does not say how the image is built")
    await bench.require_image()
    made_from = (await probe.image(str(bench.spec.image))).labels.get(LABEL_SOURCE)
    fix = bench.how_to_get_the_image()
    require(
        made_from is not None,
        f"the image has no label {LABEL_SOURCE}: `dockergym build` did not make it",
        fix,
    )
    digest = build_context(bench.spec.build).digest
    require(
        made_from == digest,
        f"the image was built from other sources ({made_from}) than these ({digest})",
        fix,
    )
    return digest


async def runs_unprivileged(bench: EnvironmentBench) -> str:
    """The worker runs as an unprivileged user, on a read-only root, without network, capabilities or new privileges."""
    probe = docker_probe_of(bench.runtime)
    await require_contact(bench)
    image = await probe.image(str(bench.spec.image))
    require(
        image.user.partition(":")[0] not in _ROOT,
        "the image's own user is root",
        "write `USER 10001:10001` into the Dockerfile; whoever runs the image by hand is then safe as well",
    )
    async with bench.conversation() as talk:
        container = await probe.container(talk.handle)
        await bench.begin(talk)
    strictest = Isolation()
    relax = "ask for less in EnvSpec.isolation, or say in the README why it is needed and leave this point out (--skip)"
    for held, what in (
        (container.user.partition(":")[0] not in _ROOT, "the worker runs as root"),
        (container.read_only_root, "the root file system can be written to"),
        (container.network == strictest.network, f"the network is {container.network!r}"),
        (
            not container.cap_add and "ALL" in container.cap_drop,
            f"it has the capabilities {container.cap_add}",
        ),
        (container.no_new_privileges, "it may gain privileges"),
        (not container.privileged, "it is privileged"),
        (container.memory_limit > 0, "nothing limits its memory"),
        (container.pids_limit > 0, "nothing limits its processes"),
    ):
        require(held, what, relax)
    return f"user {container.user}, read-only root, no network, {container.memory_limit // 2**20} MiB"


async def workers_are_labelled(bench: EnvironmentBench) -> str:
    """A worker carries the server's labels and the session's, so that it is found again and cleaned up."""
    await require_contact(bench)
    async with bench.served(max_sessions=2) as http:
        server = http.headers["x-dockergym-server"]
        answer = await http.post("/sessions", json=bench.create_body())
        require(answer.is_success, f"no session could be created: {answer.text[:300]}", "see the message")
        session = answer.json()["session_id"]
        (handle,) = await bench.runtime.find(server)
        labels = dict(handle.labels)
    label = session_label(bench.environment)
    require(
        labels.get(label) == session,
        f"the label {label!r} is {labels.get(label)!r}, and not the session",
        "leave EnvSpec.container_label out, or name a label that nothing else sets",
    )
    wanted = {LABEL_SERVER: server, LABEL_ENVIRONMENT: bench.subject.name, LABEL_WORKER: handle.worker_id}
    if bench.runtime.runs_images:
        wrong = {key: labels.get(key) for key, value in wanted.items() if labels.get(key) != value}
        require(
            not wrong,
            f"labels of the server are not as it set them: {wrong}",
            "set none that begin with dev.dockergym.",
        )
    return f"{label}={session}"
