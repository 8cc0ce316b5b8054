"""Netwerk: the portal of a citywide network of resident initiatives."""
