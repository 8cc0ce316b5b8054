"""Placeholder until the drawing is here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AreaDrawing:
    code: str


DRAWINGS: dict[str, AreaDrawing] = {}
