"""What an OpenEnv client sends as an action: an object. What a session takes: text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dockergym.api.openenv.frames import Refused, encode_json, invalid, wrong

TEXT_FIELDS = ("action", "message", "command", "text")
"""Under any of these the text of an action may come; the first is the one that is documented."""
ACT = "act"
"""The one tool of an environment: it applies an action."""


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A step that asks for a tool."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToolList:
    """A step that asks which tools there are."""


def read_action(data: Any, schema: Mapping[str, Any] | None) -> str | ToolCall | ToolList:
    """Return the action in a step's data.

    ``schema`` is that of an environment whose actions are objects; their JSON text is what it is told.

    Raises:
        Refused: the data holds no action.
    """
    if not isinstance(data, dict):
        raise invalid(wrong("dict_type", ["data"], "an action is an object", data))
    if "type" in data and len(data) <= _LONGEST_TOOL_ACTION:
        asked = _read_tool_action(data)
        if asked is not None:
            return asked
    return action_text(data, schema)


def action_text(data: Mapping[str, Any], schema: Mapping[str, Any] | None) -> str:
    """Return the text that a session is told for an action.

    Raises:
        Refused: the object is not an action.
    """
    if schema is not None:
        return _object_text({name: value for name, value in data.items() if name != "metadata"})
    named = [name for name in data if name != "metadata"]
    if len(named) == 1 and named[0] in TEXT_FIELDS and isinstance(text := data[named[0]], str):
        return text
    raise invalid(*_problems(data, named))


def tools(schema: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return the tools of an environment, as `list_tools` shows them."""
    properties = {"action": schema or {"type": "string", "description": "The action, as text."}}
    return [
        {
            "name": ACT,
            "description": "Apply an action to the episode and return what the environment shows then.",
            "input_schema": {"type": "object", "properties": properties, "required": ["action"]},
        }
    ]


def tool_text(call: ToolCall, schema: Mapping[str, Any] | None) -> str:
    """Return the action text of a tool call.

    Raises:
        UnknownTool: there is no such tool.
        Refused: the arguments are not what it takes.
    """
    if call.name != ACT:
        raise UnknownTool(call.name)
    action = call.arguments.get("action")
    if schema is not None and isinstance(action, dict):
        return action_text(action, schema)
    return action_text(call.arguments, None)


class UnknownTool(Refused):
    """A tool that the environment does not have."""

    def __init__(self, name: str) -> None:
        super().__init__("TOOL_NOT_FOUND", f"unknown tool {name!r}; there is one: {ACT!r}")


_LONGEST_TOOL_ACTION = 4
"""``type``, ``tool_name``, ``arguments``, and the ``metadata`` that every action of OpenEnv carries."""


def _read_tool_action(data: Mapping[str, Any]) -> ToolCall | ToolList | None:
    if data["type"] == "list_tools":
        return ToolList()
    if data["type"] != "call_tool":
        return None
    name, arguments = data.get("tool_name"), data.get("arguments") or {}
    if not isinstance(name, str) or not isinstance(arguments, dict):
        detail = 'a tool call is {"type": "call_tool", "tool_name": "act", "arguments": {"action": "…"}}'
        raise invalid(wrong("value_error", ["data"], detail, dict(data)))
    return ToolCall(name, arguments)


def _object_text(action: Mapping[str, Any]) -> str:
    try:
        return encode_json(action).decode()
    except UnicodeEncodeError:
        problem = wrong("string_unicode", ["data"], "a text has half of a surrogate pair", None)
        raise invalid(problem) from None


def _problems(data: Mapping[str, Any], named: list[str]) -> list[dict[str, Any]]:
    found = [
        wrong("extra_forbidden", ["data", name], "the action has no such field", data[name])
        for name in named
        if name not in TEXT_FIELDS
    ]
    texts = [name for name in named if name in TEXT_FIELDS]
    if not texts:
        found.insert(0, wrong("missing", ["data", "action"], "Field required", dict(data)))
    for name in texts[1:]:
        found.append(wrong("extra_forbidden", ["data", name], f"{texts[0]!r} says the action", data[name]))
    if texts and not isinstance(data[texts[0]], str):
        found.append(wrong("string_type", ["data", texts[0]], "the action is a string", data[texts[0]]))
    return found
