"""An echo worker without the SDK: the whole of the plain contract in twenty lines. It ignores ``id``."""

from __future__ import annotations

import json
import sys


def main() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request["cmd"] == "init":
            reply = {
                "status": "ok",
                "observation": f"ready: {request['env_id']}",
                "reward": 0.0,
                "done": False,
            }
        elif request["cmd"] == "step":
            reply = {"status": "ok", "observation": f"echo: {request['action']}", "score": 1.0, "done": False}
        else:
            reply = {"status": "error", "message": f"unknown command {request['cmd']}"}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
