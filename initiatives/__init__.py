"""Organisations, areas and themes."""
