"""Ends before it has read anything."""

import sys

sys.exit("no module named 'worlds'")
