from django.urls import path
from django.utils.translation import gettext_lazy as _

from initiatives import views

urlpatterns = [
    path(_("initiatieven/"), views.initiative_list, name="initiative_list"),
    path(_("initiatieven/<slug:slug>/"), views.initiative, name="initiative"),
    path(_("wijken/"), views.district_list, name="district_list"),
]
