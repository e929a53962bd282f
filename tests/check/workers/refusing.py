"""Begins no episode."""

from plain import say, serve

serve(lambda request: say({"id": request["id"], "status": "error", "message": "the data is missing"}))
