"""Answers nothing where it should answer an error."""

from plain import Counter, say, serve


def answer(request):
    reply = counter.reply(request)
    if reply["status"] == "ok":
        say(reply)


counter = Counter()
serve(answer)
