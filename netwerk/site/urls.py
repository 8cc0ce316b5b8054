from django.urls import path
from django.utils.translation import gettext_lazy as _

from netwerk.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path(_("wijken/<slug:slug>/"), views.district, name="district"),
    path(_("bijeenkomsten/<int:year>/<slug:slug>/"), views.meeting, name="meeting"),
    path(_("over/"), views.about, name="about"),
    path(_("contact/"), views.contact, name="contact"),
    path(_("privacy/"), views.privacy, name="privacy"),
    path(_("toegankelijkheid/"), views.accessibility, name="accessibility"),
]
