"""The coordinators' desk: what came out of a meeting, from the first word typed to the public report.

What is typed is kept as it was typed (`rows`, `drafts`), read into parties, dates and items when somebody looks it
over (`forms`, `outcomes`), and written in one transaction when it is published (`publishing`). A pasted report gives
proposals (`proposals`), which become rows when a coordinator says so.
"""
