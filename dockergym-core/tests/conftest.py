"""What the tests of the core share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# The machines that run these tests are busy: how long an example takes says nothing there.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")
