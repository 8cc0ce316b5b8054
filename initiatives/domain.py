"""What can be done with an organisation."""

from datetime import date

from initiatives.models import Organisation


def publish_organisation(*, organisation: Organisation) -> None:
    """Let everyone see `organisation`. Raises ValidationError when it lacks what a public page needs."""
    organisation.status = Organisation.Status.PUBLISHED
    organisation.stopped_year = None
    organisation.full_clean()
    organisation.save(update_fields=["status", "stopped_year"])


def stop_organisation(*, organisation: Organisation, year: int) -> None:
    """Keep the page of `organisation` with the banner that it stopped in `year`."""
    organisation.status = Organisation.Status.STOPPED
    organisation.stopped_year = year
    organisation.full_clean()
    organisation.save(update_fields=["status", "stopped_year"])


def mark_checked(*, organisation: Organisation, on: date) -> None:
    """Note that somebody looked on day `on` and the page was right."""
    organisation.checked_on = on
    organisation.save(update_fields=["checked_on"])


def unpublish_organisation(*, organisation: Organisation) -> None:
    """Take the page of `organisation` off the site; nothing is deleted."""
    organisation.status = Organisation.Status.PENDING
    organisation.stopped_year = None
    organisation.full_clean()
    organisation.save(update_fields=["status", "stopped_year"])
