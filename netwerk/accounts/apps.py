from django.apps import AppConfig
from django.contrib.admin import apps as django_admin
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    default = True
    name = "netwerk.accounts"
    label = "accounts"
    verbose_name = _("Accounts")


class BeheerConfig(django_admin.AdminConfig):
    """Django's admin, with a site that asks for the role and the second factor."""

    default = False
    default_site = "netwerk.accounts.admin_site.BeheerSite"
