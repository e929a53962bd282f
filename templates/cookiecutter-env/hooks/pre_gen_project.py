"""Refuses a name that would make trouble later, before anything is written."""

import re
import sys

NAME = """{{ cookiecutter.name }}"""

LONGEST = 40
TAKEN = {
    "core": "dockergym-core is the server itself",
    "worker": "dockergym_worker is the worker SDK",
    "env": "it says nothing",
    "test": "it says nothing",
    "tests": "it says nothing",
}
COMMANDS = "serve new check envs build doctor cleanup play rollout sessions bench help".split()


def reason_against(name):
    """Return why an environment cannot have this name, and what to do; an empty string where it can."""
    if not name:
        return "an environment needs a name, such as word-chess"
    better = re.sub(r"-+", "-", re.sub(r"[^a-z0-9]+", "-", name.lower())).strip("-")
    better = re.sub(r"^[0-9-]+", "", re.sub(r"^dockergym-", "", better))
    instead = "; how about {!r}?".format(better) if better and better != name else ""
    if name.lower().startswith("dockergym"):
        return "{!r} begins with dockergym, which the package's name does anyway{}".format(name, instead)
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return "{!r} may hold lower-case letters, digits and '-' only: it stands in URLs and in a package's name{}".format(
            name, instead
        )
    if not re.match(r"[a-z]", name) or name.endswith("-") or "--" in name:
        return "{!r} must begin with a letter, and hold '-' only between words{}".format(name, instead)
    if len(name) > LONGEST:
        return "{!r} has {} letters; {} are the limit".format(name, len(name), LONGEST)
    if name in COMMANDS:
        return "{!r} is a command of dockergym, and an environment's own commands are found by its name".format(name)
    if name in TAKEN:
        return "{!r} cannot be used: {}".format(name, TAKEN[name])
    return ""


if __name__ == "__main__":
    reason = reason_against(NAME)
    if reason:
        sys.exit("ERROR: " + reason)
