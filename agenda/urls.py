from django.urls import path
from django.utils.translation import gettext_lazy as _

from agenda import views

urlpatterns = [
    path(_("agenda/"), views.agenda_item_list, name="agenda_item_list"),
    path(_("agenda/<slug:slug>/"), views.agenda_item, name="agenda_item"),
    path(_("afspraken/"), views.action_list, name="action_list"),
    path(_("afspraken/<str:reference>/"), views.action, name="action"),
    path(_("boodschap/"), views.message, name="message"),
    path(_("boodschap/<slug:slug>/"), views.edition, name="edition"),
    path(_("boodschap/<slug:slug>.pdf"), views.edition_pdf, name="edition_pdf"),
    path(_("boodschap/<slug:slug>/plaat/<int:position>/"), views.plate, name="plate"),
]
