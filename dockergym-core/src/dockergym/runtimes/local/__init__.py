"""Workers as processes of this machine, for machines without Docker and for tests; Linux only.

Nothing here shuts a worker off: it may do what the server's user may do. Of `Resources` only
``open_files`` is enforced; memory, processors and processes are not.
"""

from dockergym.runtimes.local.runtime import LocalRuntime

__all__ = ["LocalRuntime"]
