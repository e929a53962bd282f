"""Every error has a code of its own, by which clients know it again."""

from __future__ import annotations

from collections import Counter

from dockergym import errors
from dockergym.errors import DockerGymError, error_classes


def classes_of_the_tree() -> list[type[DockerGymError]]:
    """Return every error class of the module."""
    found = [one for one in vars(errors).values() if isinstance(one, type)]
    return [one for one in found if issubclass(one, DockerGymError)]


def test_no_two_errors_share_a_code() -> None:
    codes = Counter(one.code for one in classes_of_the_tree())
    assert {code for code, count in codes.items() if count > 1} == set()


def test_an_error_is_found_again_by_its_code() -> None:
    known = error_classes()
    assert [one for one in classes_of_the_tree() if known[one.code] is not one] == []


def test_every_error_is_drawn_in_the_tree() -> None:
    assert errors.__doc__ is not None
    assert [one.__name__ for one in classes_of_the_tree() if one.__name__ not in errors.__doc__] == []
