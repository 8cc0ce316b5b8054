from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from meetings import views
from meetings.exports import MEETING_FORMATS
from netwerk.lib.exports import formats

register_converter(formats(*MEETING_FORMATS), "meeting_format")

urlpatterns = [
    path(_("bijeenkomsten/"), views.meeting_list, name="meeting_list"),
    path(_("bijeenkomsten.<meeting_format:form>"), views.meeting_export, name="meeting_export"),
    path(_("bijeenkomsten/<int:year>/<slug:slug>.ics"), views.meeting_calendar, name="meeting_calendar"),
    path(_("bijeenkomsten/<int:year>/<slug:slug>/aanmelden/"), views.sign_up, name="sign_up"),
    path(_("aanmelding/<str:token>/"), views.sign_up_link, name="sign_up_link"),
]
