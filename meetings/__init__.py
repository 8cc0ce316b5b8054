"""Meetings, their programme, voices and attendance."""
