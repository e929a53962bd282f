"""Writes no newline after a reply."""

import json

from plain import Counter, serve

counter = Counter()
serve(lambda request: print(json.dumps(counter.reply(request)), end="", flush=True))
