from django.urls import path
from django.utils.translation import gettext_lazy as _

from meetings import views

urlpatterns = [
    path(_("bijeenkomsten/"), views.meeting_list, name="meeting_list"),
    path(_("bijeenkomsten/<int:year>/<slug:slug>/aanmelden/"), views.sign_up, name="sign_up"),
    path(_("aanmelding/<str:token>/"), views.sign_up_link, name="sign_up_link"),
]
