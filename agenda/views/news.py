"""News on an action: from the desk, and over the links that owners and raisers get by mail."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from agenda import domain
from agenda.desk.rows import whole_number
from agenda.forms import JudgementForm, NewsForm, OwnerNewsForm, SplitForm
from agenda.models import Action, Assessment, MailedLink
from agenda.owners import address_of, ask_owner, judge, read_link, source_of, take_news, withdraw_link
from netwerk.accounts.access import coordinators, kept_text, public


def _action_of(reference: str) -> Action:
    actions = Action.objects.with_news().select_related("owner", "agreed_at")
    return get_object_or_404(actions, reference=reference.replace("\x00", "").upper())


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def report_news(request: HttpRequest, reference: str) -> HttpResponse:
    """What a coordinator heard about an action, in one sentence. `?rij=1` goes on to the next that needs asking."""
    action = _action_of(reference)
    typed = request.POST if request.method == "POST" else kept_text(request)
    form = NewsForm(typed, action=action, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        take_news(action=action, now=timezone.now(), **form.news())
        messages.success(request, _("Het nieuws staat bij %(reference)s.") % {"reference": action.reference})
        following = _next_to_ask(action) if "rij" in request.GET else None
        if following:
            return redirect(f"{reverse('report_news', args=[following.reference])}?rij=1")
        return redirect("desk")
    links = action.mailed_links.select_related("organisation")
    context = {
        "action": action,
        "form": form,
        "links": links,
        "address": address_of(action),
        "today": timezone.localdate(),
        "nav_here": "action_list",
    }
    return render(request, "agenda/report_news.html", context)


def _next_to_ask(action: Action) -> Action | None:
    return Action.objects.to_ask_after(timezone.localdate()).exclude(pk=action.pk).first()


@coordinators
@require_POST
def ask_for_news(request: HttpRequest, reference: str) -> HttpResponse:
    """Mail the owner again; `wat=trek-in` withdraws the link with the number `link` instead."""
    action = _action_of(reference)
    if request.POST.get("wat") == "trek-in":
        number = whole_number(request.POST.get("link", ""))
        link = get_object_or_404(MailedLink, pk=number or 0, action=action)
        withdraw_link(link=link, now=timezone.now())
        messages.success(request, _("De link werkt niet meer."))
    elif ask_owner(action=action, now=timezone.now(), why="check"):
        messages.success(request, _("De mail gaat zo weg."))
    else:
        messages.error(request, _("Er ging geen mail weg: er is geen adres, of de link is ingetrokken."))
    return redirect("report_news", reference=action.reference)


@coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def split_action(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell an action apart into several that point back to it."""
    action = _action_of(reference)
    form = SplitForm(request.POST if request.method == "POST" else kept_text(request))
    if request.method == "POST" and form.is_valid():
        try:
            parts = domain.split_action(
                action=action, titles=form.cleaned_data["titles"], on=timezone.localdate(), role=str(_("Het netwerk"))
            )
        except ValidationError as error:
            form.add_error("titles", error)
        else:
            names = ", ".join(part.reference for part in parts)
            messages.success(request, _("Gesplitst in %(references)s.") % {"references": names})
            return redirect(action)
    return render(request, "agenda/split_action.html", {"action": action, "form": form, "nav_here": "action_list"})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def action_link(request: HttpRequest, token: str) -> HttpResponse:
    """Where the buttons in a mail lead: one sentence, and the answer is public. Nothing changes by looking at it."""
    today = timezone.localdate()
    link = read_link(token, today=today)
    if link is None or link.action is None:
        return render(request, "agenda/action_link.html", {"link": None}, status=410)
    if not link.action.published:
        raise Http404
    form_class = OwnerNewsForm if link.purpose == MailedLink.Purpose.NEWS else JudgementForm
    form: Any = form_class(request.POST or None, initial={"answer": request.GET.get("antwoord", "")}, request=request)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent:
        _take(link, form.cleaned_data["answer"], form.cleaned_data["text"].strip())
    context = {"link": link, "action": link.action, "form": form, "is_sent": is_sent, "today": today}
    return render(request, "agenda/action_link.html", context)


def _take(link: MailedLink, answer: str, text: str) -> None:
    organisation, role = source_of(link)
    assert link.action is not None
    assert organisation is not None
    today = timezone.localdate()
    if link.purpose == MailedLink.Purpose.NEWS:
        take_news(
            action=link.action,
            on=today,
            text=text,
            status=answer,
            organisation=organisation,
            role=role,
            now=timezone.now(),
        )
        return
    side = Assessment.Side.RAISER
    judge(action=link.action, side=side, judgement=answer, on=today, by=organisation, text=text)
    words = Assessment.Judgement(answer).label
    told = _("Opgelost? %(judgement)s. %(text)s") % {"judgement": str(words).capitalize(), "text": text}
    take_news(action=link.action, on=today, text=told.strip(), organisation=organisation, role=role, now=timezone.now())
