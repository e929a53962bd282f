"""What authors of environments and runtimes test theirs with: real fakes, and suites to pass."""
