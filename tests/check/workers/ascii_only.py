"""Ends at the first action that is not ASCII."""

from plain import Counter, say, serve


def answer(request):
    request.get("action", "").encode("ascii")
    say(counter.reply(request))


counter = Counter()
serve(answer)
