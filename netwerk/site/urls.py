from django.urls import path
from django.utils.translation import gettext_lazy as _

from netwerk.site import views

urlpatterns = [
    path(_("themas/<slug:slug>/"), views.theme, name="theme"),
    path(_("raad/"), views.council, name="council"),
    path(_("zoeken/"), views.search, name="search"),
    path(_("volgen/"), views.follow, name="follow"),
    path(_("volgen/<str:token>/"), views.follow_link, name="follow_link"),
    path(_("laat-weten/<slug:kind>/"), views.tell_us, name="tell_us"),
    path(_("werk/"), views.desk, name="desk"),
    path(_("werk/berichten/<int:pk>/"), views.handle_suggestion, name="handle_suggestion"),
    path(_("werk/post/"), views.outgoing_mail, name="outgoing_mail"),
    path(_("werk/bijeenkomsten/<int:pk>/nakijken/"), views.review_outcomes, name="review_outcomes"),
    path(_("verslag-nakijken/<str:token>/"), views.correct_report, name="correct_report"),
    path(_("wijken/<slug:slug>/"), views.district, name="district"),
    path(_("delen/<slug:kind>/<slug:key>.png"), views.share_image, name="share_image"),
    path(_("over/"), views.about, name="about"),
    path(_("contact/"), views.contact, name="contact"),
    path(_("privacy/"), views.privacy, name="privacy"),
    path(_("toegankelijkheid/"), views.accessibility, name="accessibility"),
    path(_("open-data/"), views.open_data, name="open_data"),
]
