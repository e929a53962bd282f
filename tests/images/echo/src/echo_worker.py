"""An environment that says its action back, written without the SDK: only the JSON lines.

Actions it knows: ``done`` ends the episode, ``crash`` ends the process with status 7, ``fail`` is an
error reply, ``pid`` is answered with the process id; any other is echoed.
"""

import json
import os
import sys


def reply_to(request):
    """Return the reply to one request."""
    if request["cmd"] == "init":
        return {"status": "ok", "observation": f"ready {request.get('env_id')}", "reward": 0.0, "done": False}
    action = request["action"]
    if action == "fail":
        return {"status": "error", "message": "told to fail"}
    if action == "crash":
        sys.stderr.write("told to crash\n")
        sys.stderr.flush()
        os._exit(7)
    observation = str(os.getpid()) if action == "pid" else action
    return {"status": "ok", "observation": observation, "reward": 1.0, "done": action == "done"}


def main():
    """Answer every line of standard input with one line."""
    for line in sys.stdin:
        request = json.loads(line)
        reply = reply_to(request)
        if "id" in request:
            reply["id"] = request["id"]
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
