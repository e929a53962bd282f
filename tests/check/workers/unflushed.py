"""Leaves its replies in the buffer of standard output."""

import json

from plain import Counter, serve

counter = Counter()
serve(lambda request: print(json.dumps(counter.reply(request))))
