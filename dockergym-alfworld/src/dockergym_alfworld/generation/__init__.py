"""New ALFWorld games, in the dataset's own layout and format, from what the alfworld package ships.

`generate` makes them; each is proved solvable before it is written. Making games needs alfworld itself:
``pip install "dockergym-alfworld[local]"``. Importing this package does not.
"""

from dockergym_alfworld.generation.production import (
    SPLITS,
    GeneratedGame,
    GenerationError,
    MissingDependencyError,
    generate,
)

__all__ = ["SPLITS", "GeneratedGame", "GenerationError", "MissingDependencyError", "generate"]
