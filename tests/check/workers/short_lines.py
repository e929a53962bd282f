"""Reads 64 KiB of a line, and takes the rest for the next."""

import json
import sys

from plain import Counter, say

counter = Counter()
while line := sys.stdin.readline(65_536):
    say(counter.reply(json.loads(line)))
