from django.urls import path
from django.utils.translation import gettext_lazy as _

from meetings import views

urlpatterns = [
    path(_("bijeenkomsten/"), views.meeting_list, name="meeting_list"),
]
