"""Goes on after the end of an episode."""

from plain import LAST_STEP, Counter, say, serve


def answer(request):
    if request["cmd"] == "step" and counter.steps >= LAST_STEP:
        counter.steps = 0
    say(counter.reply(request))


counter = Counter()
serve(answer)
