from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from initiatives import views
from initiatives.exports import INITIATIVE_FORMATS
from netwerk.lib.exports import formats

register_converter(formats(*INITIATIVE_FORMATS), "initiative_format")

urlpatterns = [
    path(_("initiatieven/"), views.initiative_list, name="initiative_list"),
    path(_("initiatieven.<initiative_format:form>"), views.initiative_export, name="initiative_export"),
    path(_("initiatieven/<slug:slug>/"), views.initiative, name="initiative"),
    path(_("wijken/"), views.district_list, name="district_list"),
]
