"""What every environment must do, as points that its author can check against the real worker in its real container.

From a program or a test::

    from dockergym.testing.environments import check_environment, installed_environment

    async def test_my_environment():
        report = await check_environment(installed_environment("mine"))
        assert not report.failed, report

From the command line: ``dockergym check mine``. `POINTS` lists all, each an ``async def`` whose name is the point's
and whose docstring says what it demands.
"""

from dockergym.testing.environments.bench import CheckOptions, EnvironmentBench
from dockergym.testing.environments.check import POINTS, Report, check_environment
from dockergym.testing.environments.points import NotApplicable, Outcome, Point, Problem, Verdict, name_of
from dockergym.testing.environments.subjects import (
    Subject,
    image,
    installed_environment,
    package_folder,
    subject_of,
    worker_file,
)

__all__ = [
    "POINTS",
    "CheckOptions",
    "EnvironmentBench",
    "NotApplicable",
    "Outcome",
    "Point",
    "Problem",
    "Report",
    "Subject",
    "Verdict",
    "check_environment",
    "image",
    "installed_environment",
    "name_of",
    "package_folder",
    "subject_of",
    "worker_file",
]
