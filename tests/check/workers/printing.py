"""Prints what it is about to do."""

from plain import Counter, say, serve


def answer(request):
    print("now comes", request["cmd"])
    say(counter.reply(request))


counter = Counter()
serve(answer)
