"""Says everything twice."""

import json

from plain import Counter, serve


def answer(request):
    line = json.dumps({key: value for key, value in counter.reply(request).items() if key != "id"})
    print(f"{line}\n{line}", flush=True)


counter = Counter()
serve(answer)
