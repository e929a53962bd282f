"""The planner's library: it holds the state of a game, says what can be done in it and does it."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import struct
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dockergym_alfworld.engine.errors import EngineUnavailableError

LIBRARY_VARIABLE = "DOCKERGYM_ALFWORLD_PLANNER"
"""Path of the library, where it is not the one in the installed package."""

_ENCODING = "cp1252"
_NAME_BYTES = 1024
NAME_LIMIT = 1000
"""How many bytes the name of an atom or of an operator stays below: the library writes past the end of longer ones."""
_SLOTS = 256


class _Operator(ctypes.Structure):
    _fields_ = (("id", ctypes.c_int), ("name", ctypes.c_char * _NAME_BYTES), ("effects", ctypes.c_int))


class _Atom(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char * _NAME_BYTES),)


_OPERATOR_INTS = ctypes.sizeof(_Operator) // ctypes.sizeof(ctypes.c_int)
_EFFECTS_INT = _Operator.effects.offset // ctypes.sizeof(ctypes.c_int)


class Planner:
    """One instance of the library. It holds one game at a time; a process may have several instances."""

    def __init__(self, library: Path | None = None) -> None:
        """Open the library: `library`, or the one that is installed.

        Raises:
            EngineUnavailableError: there is none, or it cannot be loaded.
        """
        self._library = _open_instance(library or _library_path())
        self._reserve(_SLOTS)

    def load(self, task: bytes) -> None:
        """Hold the game that `task` describes (translated to the planner's own notation), at its start."""
        self._library.load_sas(task)

    def atoms(self) -> list[str]:
        """Every fact that may change, as it is now, such as ``Atom opened(fridge_1)``."""
        count = self._library.get_state_size()
        atoms = (_Atom * count)()
        self._library.get_state(atoms)
        return [atom.name.decode(_ENCODING) for atom in atoms]

    def goal_reached(self) -> bool:
        """Whether the goal holds now."""
        return bool(self._library.check_goal())

    def applicable(self) -> list[int]:
        """The ids of all operators that can be applied now, in the library's order."""
        count: int = self._library.get_applicable_operators_count()
        if count > self._slots:
            self._reserve(2 * count)
        self._library.get_applicable_operators(self._operators)
        return self._integers[: count * _OPERATOR_INTS : _OPERATOR_INTS].tolist()

    def operator(self, index: int) -> tuple[str, int]:
        """Name and number of effects of the operator that came at `index` in the last `applicable`."""
        effects = self._integers[index * _OPERATOR_INTS + _EFFECTS_INT]
        return self._operators[index].name.decode(_ENCODING), effects

    def apply(self, operator: int, effects: int) -> list[str]:
        """Apply an operator that is applicable; the facts that hold because of it."""
        atoms = (_Atom * effects)()
        self._library.apply_operator(operator, atoms)
        return [atom.name.decode(_ENCODING) for atom in atoms]

    def plan(self, task: bytes) -> list[str]:
        """Names of operators that reach the goal from here; empty where none are found.

        `task` is the same game translated for searching. Seconds to minutes; nothing can interrupt it.
        """
        self._library.load_sas_replan(task)
        if not self._library.replan(False):
            return []
        steps = (_Operator * self._library.get_last_plan_length())()
        self._library.get_last_plan(steps)
        return [step.name.decode(_ENCODING) for step in steps]

    def _reserve(self, slots: int) -> None:
        self._slots = slots
        self._operators = (_Operator * slots)()
        self._integers = memoryview(self._operators).cast("B").cast("i")


class PlannerShelf:
    """Planners that are not in use. The library keeps its memory for good, so instances are used again."""

    def __init__(self) -> None:
        """Begin empty."""
        self._idle: list[Planner] = []

    def take(self) -> Planner:
        """A planner that nobody uses."""
        return self._idle.pop() if self._idle else Planner()

    def put_back(self, planner: Planner) -> None:
        """Let others have `planner`."""
        self._idle.append(planner)


def _library_path() -> Path:
    named = os.environ.get(LIBRARY_VARIABLE)
    if named:
        return Path(named)
    package = importlib.util.find_spec("fast_downward")
    if package is None or package.origin is None:
        raise EngineUnavailableError("the package fast_downward_textworld is not installed")
    return Path(package.origin).with_name("libdownward.so")


def _open_instance(path: Path) -> ctypes.CDLL:
    """The library with global variables of its own.

    The loader gives the same instance to all who ask for the same file, so only the first one is the file
    itself; later ones are copies of the part of it that is loaded.
    """
    try:
        library = _open_copy(path) if _is_open(path) else ctypes.CDLL(str(path))
    except OSError as exc:
        raise EngineUnavailableError(
            f"cannot load the planner's library {path}: {exc}; set {LIBRARY_VARIABLE} to its path"
        ) from exc
    _declare(library)
    return library


def _is_open(path: Path) -> bool:
    try:
        ctypes.CDLL(str(path), mode=os.RTLD_NOLOAD | os.RTLD_NOW)
    except OSError:
        return False
    return True


def _open_copy(path: Path) -> ctypes.CDLL:
    with tempfile.NamedTemporaryFile(prefix="dockergym-planner-", suffix=".so") as copy:
        copy.write(loadable_part(path.read_bytes()))
        copy.flush()
        return ctypes.CDLL(copy.name)


def loadable_part(elf: bytes) -> bytes:
    """What the loader reads of a 64-bit ELF library: all but the debug information behind its last segment.

    Anything else is returned whole.
    """
    if elf[:6] != b"\x7fELF\x02\x01":
        return elf
    table, entry_size, entries = _program_headers(elf)
    segments = [struct.unpack_from("<IIQQQQ", elf, table + index * entry_size) for index in range(entries)]
    end = max(offset + size for _kind, _flags, offset, _address, _physical, size in segments)
    shortened = bytearray(elf[:end])
    struct.pack_into("<Q", shortened, 0x28, 0)  # where the section table was
    struct.pack_into("<HHH", shortened, 0x3A, 0, 0, 0)  # its entries' size, their number, their names
    return bytes(shortened)


def _program_headers(elf: bytes) -> Sequence[int]:
    (table,) = struct.unpack_from("<Q", elf, 0x20)
    return (table, *struct.unpack_from("<HH", elf, 0x36))


def _declare(library: ctypes.CDLL) -> None:
    operators, atoms = ctypes.POINTER(_Operator), ctypes.POINTER(_Atom)
    functions = {
        "load_sas": ([ctypes.c_char_p], None),
        "load_sas_replan": ([ctypes.c_char_p], None),
        "get_applicable_operators_count": ([], ctypes.c_int),
        "get_applicable_operators": ([operators], None),
        "get_state_size": ([], ctypes.c_int),
        "get_state": ([atoms], None),
        "apply_operator": ([ctypes.c_int, atoms], ctypes.c_int),
        "check_goal": ([], ctypes.c_bool),
        "replan": ([ctypes.c_bool], ctypes.c_bool),
        "get_last_plan_length": ([], ctypes.c_int),
        "get_last_plan": ([operators], None),
    }
    for name, (arguments, result) in functions.items():
        function = getattr(library, name)
        function.argtypes = arguments
        function.restype = result
