from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from agenda import views
from agenda.exports import ACTION_FORMATS, AGENDA_ITEM_FORMATS
from netwerk.lib.exports import formats

register_converter(formats(*ACTION_FORMATS), "action_format")
register_converter(formats(*AGENDA_ITEM_FORMATS), "agenda_item_format")

urlpatterns = [
    path(_("agenda/"), views.agenda_item_list, name="agenda_item_list"),
    path(_("agenda.<agenda_item_format:form>"), views.agenda_item_export, name="agenda_item_export"),
    path(_("agenda/<slug:slug>/"), views.agenda_item, name="agenda_item"),
    path(_("afspraken/"), views.action_list, name="action_list"),
    path(_("afspraken.<action_format:form>"), views.action_export, name="action_export"),
    path(_("afspraken/overdracht/"), views.handover, name="handover"),
    path(_("afspraken/<str:reference>/"), views.action, name="action"),
    path(_("boodschap/"), views.message, name="message"),
    path(_("boodschap/<slug:slug>/"), views.edition, name="edition"),
    path(_("boodschap/<slug:slug>.pdf"), views.edition_pdf, name="edition_pdf"),
    path(_("boodschap/<slug:slug>/plaat/<int:position>/"), views.plate, name="plate"),
    path(_("werk/bijeenkomsten/<int:pk>/vastleggen/"), views.log_outcomes, name="log_outcomes"),
    path(_("werk/organisaties/"), views.organisation_names, name="organisation_names"),
    path(_("werk/afspraken/<str:reference>/nieuws/"), views.report_news, name="report_news"),
    path(_("werk/afspraken/<str:reference>/navragen/"), views.ask_for_news, name="ask_for_news"),
    path(_("werk/afspraken/<str:reference>/splitsen/"), views.split_action, name="split_action"),
    path(_("antwoord/<str:token>/"), views.action_link, name="action_link"),
]
