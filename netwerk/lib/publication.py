"""When something became public: noted by the database, whichever way it was written."""

import pgtrigger


def stamped(field: str, condition: str) -> pgtrigger.Trigger:
    """A trigger that fills the moment `field` as soon as `condition` (SQL about NEW) holds, and empties it when not.

    A moment that was given or stood there stays. So what is withdrawn and published again counts as new.
    """
    return pgtrigger.Trigger(
        name=f"stamp_{field}",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            NEW.{field} = CASE WHEN {condition} THEN COALESCE(
                NEW.{field}, CASE WHEN TG_OP = 'UPDATE' THEN OLD.{field} END, now()
            ) END;
            RETURN NEW;
        """,
    )
