"""Draws docs/reliability.svg from benchmarks/reliability.json: how many statements of a score are usable.

python3 docs/make_reliability.py
"""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
WIDE, HIGH, LEFT, TOP, SIZE = 620, 300, 60, 20, 230
COLOURS = {"all": "#24527a", "development": "#b3541e"}


def main() -> None:
    """Write the picture."""
    bands = json.loads((HERE.parent / "benchmarks" / "reliability.json").read_text(encoding="utf-8"))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<path d="M{LEFT} {TOP} V{TOP + SIZE} H{LEFT + SIZE}" fill="none" stroke="#555"/>',
        f'<path d="M{LEFT} {TOP + SIZE} L{LEFT + SIZE} {TOP}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for n in range(0, 11, 2):
        parts.append(f'<text x="{LEFT + n * SIZE / 10}" y="{TOP + SIZE + 16}" text-anchor="middle">{n / 10}</text>')
        parts.append(f'<text x="{LEFT - 6}" y="{TOP + SIZE - n * SIZE / 10 + 4}" text-anchor="end">{n / 10}</text>')
    for name, colour in COLOURS.items():
        parts += points(bands[name], colour)
    parts += legend(bands)
    parts.append(f'<text x="{LEFT + SIZE / 2}" y="{HIGH - 8}" text-anchor="middle">score</text>')
    parts.append(
        f'<text transform="translate(16 {TOP + SIZE / 2}) rotate(-90)" text-anchor="middle">usable</text></svg>'
    )
    (HERE / "reliability.svg").write_text("\n".join(parts) + "\n", encoding="utf-8")


def points(counts: list[list[int]], colour: str) -> list[str]:
    """A dot for each tenth of the score, larger where more statements stand behind it."""
    dots = []
    for n, (right, total) in enumerate(counts):
        if total >= 3:
            x, y = LEFT + (n + 0.5) * SIZE / 10, TOP + SIZE - right / total * SIZE
            radius = 2 + min(total, 1000) ** 0.5 / 4
            dots.append(f'<circle cx="{x}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.6"/>')
    return dots


def legend(bands: dict[str, list[list[int]]]) -> list[str]:
    """What the colours mean, with the number of statements."""
    words = {"all": "all annotated records", "development": "development gold"}
    rows = []
    for n, (name, colour) in enumerate(COLOURS.items()):
        total = sum(count for _, count in bands[name])
        y = TOP + 20 + 22 * n
        rows.append(f'<circle cx="{LEFT + SIZE + 30}" cy="{y - 4}" r="6" fill="{colour}" fill-opacity="0.6"/>')
        rows.append(f'<text x="{LEFT + SIZE + 44}" y="{y}">{words[name]}, {total:,} statements</text>')
    rows.append(f'<text x="{LEFT + SIZE + 44}" y="{TOP + 70}" fill="#555">dashed: as many as the score says</text>')
    return rows


if __name__ == "__main__":
    main()
