"""Shows a list of words in place of a text."""

from plain import Counter, say, serve


def answer(request):
    reply = counter.reply(request)
    if reply["status"] == "ok":
        reply["observation"] = reply["observation"].split()
    say(reply)


counter = Counter()
serve(answer)
