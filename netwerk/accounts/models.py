"""People who sign in: coordinators, administrators and editors of organisations. Residents never need an account."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The names of the groups, made by a migration of netwerk.site; docs/accounts.md says what each may."""

    ADMINISTRATOR = "administrator", _("Beheerder")
    COORDINATOR = "coordinator", _("Coördinator")
    EDITOR = "editor", _("Redacteur van een organisatie")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, **fields: Any) -> "User":
        """A user who signs in with a code sent to `email`; there are no passwords."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_unusable_password()
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """As create_user, with every permission. `password` is what `createsuperuser` asks; it is not kept."""
        return self.create_user(email, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, with a code sent to `email`. What they may do follows from their roles."""

    email = models.EmailField(_("mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    is_staff = models.BooleanField(_("mag in het beheer"), default=False)
    is_active = models.BooleanField(_("actief"), default=True)
    date_joined = models.DateTimeField(_("sinds"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Er is al iemand met dit mailadres."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email
