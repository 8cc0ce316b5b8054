"""The pages to sign in and to keep the second factor. Allauth has more; what is not here does not exist."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path
from django.utils.translation import gettext_lazy as _

from netwerk.accounts.access import public, signed_in
from netwerk.accounts.views import mfa_activate_totp

# The names are allauth's own: it looks its pages up by them. Asking for a code is how one signs in, and there is
# no signing up: three names for one page.
urlpatterns = [
    path(_("inloggen/"), public(account.request_login_code), name="account_login"),
    path(_("inloggen/"), public(account.request_login_code), name="account_request_login_code"),
    path(_("inloggen/"), public(account.request_login_code), name="account_signup"),
    path(_("inloggen/code/"), public(account.confirm_login_code), name="account_confirm_login_code"),
    path(_("inloggen/tweede-stap/"), public(mfa.authenticate), name="mfa_authenticate"),
    path(_("uitloggen/"), public(account.logout), name="account_logout"),
    path(_("uitgezet/"), public(account.account_inactive), name="account_inactive"),
    path(_("tweede-stap/"), signed_in(mfa.index), name="mfa_index"),
    path(_("tweede-stap/opnieuw/"), signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(_("tweede-stap/app/"), mfa_activate_totp, name="mfa_activate_totp"),
    path(_("tweede-stap/app/weg/"), signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(_("tweede-stap/codes/"), signed_in(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        _("tweede-stap/codes/nieuw/"),
        signed_in(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        _("tweede-stap/codes/bestand/"),
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
