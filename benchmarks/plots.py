"""Plots as SVG text: nothing to install, small, and the same bytes for the same figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

Series = list[tuple[float, float]]

_COLOURS = ("#1f6feb", "#d1242f", "#1a7f37", "#8250df", "#9a6700")
_WIDTH, _HEIGHT = 640, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 40, 45


def lines(title: str, across: str, series: dict[str, Series]) -> str:
    """Return a plot with logarithmic axes, a line for each series."""
    xs = [x for points in series.values() for x, _ in points]
    ys = [y for points in series.values() for _, y in points]
    right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
    low, high = 10 ** math.floor(math.log10(min(ys))), 10 ** math.ceil(math.log10(max(ys)))

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            _between(math.log(x), math.log(min(xs)), math.log(max(xs)), _LEFT, right),
            _between(math.log(y), math.log(low), math.log(high), bottom, _TOP),
        )

    drawn = [
        _text(_WIDTH / 2, 22, title, "middle", 15),
        _text((_LEFT + right) / 2, _HEIGHT - 8, across, "middle"),
    ]
    for x in sorted(set(xs)):
        drawn.append(_text(place(x, low)[0], bottom + 18, f"{x:g}", "middle"))
    tick = low
    while tick <= high:
        at = place(xs[0], tick)[1]
        drawn.append(_text(_LEFT - 8, at + 4, f"{tick:,g}", "end"))
        drawn.append(f'<path d="M{_LEFT} {at:.1f}H{right}" stroke="#d0d7de"/>')
        tick *= 10
    for number, (name, points) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        placed = [place(x, y) for x, y in points]
        drawn.append(_line(placed, colour))
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        drawn.append(_text(right + 14, _TOP + 14 + 20 * number, name, "start", colour=colour))
    return _svg(_HEIGHT, drawn)


def bars(title: str, figures: Sequence[tuple[str, float]]) -> str:
    """Return a plot of horizontal bars, each with its figure."""
    height = _TOP + 28 * len(figures) + 14
    most = max(value for _, value in figures)
    left, right = 230, _WIDTH - 80
    drawn = [_text(_WIDTH / 2, 22, title, "middle", 15)]
    for number, (name, value) in enumerate(figures):
        top = _TOP + 28 * number
        width = max((right - left) * value / most, 1)
        drawn.append(_text(left - 8, top + 15, name, "end"))
        drawn.append(f'<rect x="{left}" y="{top}" width="{width:.1f}" height="20" fill="{_COLOURS[0]}"/>')
        drawn.append(
            _text(left + width + 6, top + 15, f"{value:,.3g}" if value < 1000 else f"{value:,.0f}", "start")
        )
    return _svg(height, drawn)


def _between(value: float, low: float, high: float, first: float, last: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return first + share * (last - first)


def _line(points: Sequence[tuple[float, float]], colour: str) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _text(x: float, y: float, text: str, anchor: str, size: int = 12, colour: str = "#24292f") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{escape(text)}</text>"


def _svg(height: float, drawn: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:g}" font-family="sans-serif">'
    )
    white = f'<rect width="{_WIDTH}" height="{height:g}" fill="#ffffff"/>'
    return "\n".join([head, white, *drawn, "</svg>", ""])
