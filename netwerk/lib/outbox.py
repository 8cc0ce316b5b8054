"""Mail goes out through a table, so that nothing is sent twice and nothing is lost when the mail server is away."""

import re
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from netwerk.lib.models import OutgoingMail
from netwerk.lib.text import render_markdown

MOST_ATTEMPTS = 24
# After 1, 2, 4 ... minutes, and then every six hours: some five days in all, longer than a mail server is away.
LONGEST_WAIT = timedelta(hours=6)


def queue_mail(
    *,
    to: str,
    template: str,
    context: dict[str, Any],
    now: datetime,
    language: str = settings.LANGUAGE_CODE,
    stop_url: str = "",
    key: str | None = None,
) -> OutgoingMail | None:
    """Write the letter templates/mail/<template>.md to the outbox, in `language`, as plain text and as HTML.

    Its first line is the subject, the rest Markdown. `stop_url` becomes the one-click List-Unsubscribe header
    (RFC 8058). With a `key` that was used before nothing happens, and None comes back.
    """
    names = {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
    }
    with translation.override(language):
        source = render_to_string(f"mail/{template}.md", {**names, **context})
        subject, _line, body = source.lstrip().partition("\n")
        shown = {**names, "subject": subject, "body": render_markdown(body, top_heading=2), "stop_url": stop_url}
        html = render_to_string("mail/letter.html", shown)
        text = render_to_string("mail/letter.txt", {**shown, "body": as_plain_text(body)})
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    if stop_url:
        headers |= {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = {
        "to": to,
        "subject": subject.strip()[:200],
        "text": text.strip() + "\n",
        "html": html,
        "headers": headers,
    }
    if key is None:
        return OutgoingMail.objects.create(**message, not_before=now)
    queued, is_new = OutgoingMail.objects.get_or_create(key=key, defaults={**message, "not_before": now})
    return queued if is_new else None


def as_plain_text(markdown: str) -> str:
    """Markdown as somebody would type it in a letter: an address stands after its words."""
    text = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", lambda link: f"{link[1]}:\n{link[2]}", markdown)
    text = re.sub(r"^#+\s*|\*\*", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def send_waiting(*, now: datetime, most: int = 200) -> int:
    """Send what waits, at most `most` messages; returns how many went out.

    Each is locked while it goes out (SKIP LOCKED), so several senders never send one twice. What a server refuses is
    tried again after 1, 2, 4 ... minutes, later every six hours, for some days.
    """
    sent = 0
    for _number in range(most):
        with transaction.atomic():
            waiting = OutgoingMail.objects.select_for_update(skip_locked=True).filter(
                sent_at=None, not_before__lte=now, attempts__lt=MOST_ATTEMPTS
            )
            message = waiting.order_by("not_before", "pk").first()
            if message is None:
                break
            sent += _send(message, now)
    return sent


def _send(message: OutgoingMail, now: datetime) -> int:
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.to], headers=message.headers)
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    message.attempts += 1
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        message.problem = f"{type(error).__name__}: {error}"[:300]
        message.not_before = now + min(timedelta(minutes=2 ** (message.attempts - 1)), LONGEST_WAIT)
    else:
        message.sent_at, message.problem = now, ""
    message.save(update_fields=["attempts", "problem", "not_before", "sent_at"])
    return int(message.sent_at is not None)


def forget_sent(*, now: datetime, after_days: int = 30) -> int:
    """Throw away what was sent, or given up, longer than `after_days` ago; returns how many."""
    old = OutgoingMail.objects.filter(created_at__lt=now - timedelta(days=after_days))
    return old.delete()[0]
