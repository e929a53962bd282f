"""Rewards with NaN, which Python writes and JSON does not know."""

from plain import Counter, say, serve


def answer(request):
    reply = counter.reply(request)
    if reply["status"] == "ok":
        reply["reward"] = float("nan")
    say(reply)


counter = Counter()
serve(answer)
