"""Shared-agenda items, agreed actions and the shared message."""
