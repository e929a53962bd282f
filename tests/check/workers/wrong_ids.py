"""Numbers its replies itself."""

from plain import Counter, say, serve

counter = Counter()
serve(lambda request: say({**counter.reply(request), "id": request["id"] + 100}))
