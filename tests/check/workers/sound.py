"""Breaks nothing."""

from plain import Counter, say, serve

counter = Counter()
serve(lambda request: say(counter.reply(request)))
