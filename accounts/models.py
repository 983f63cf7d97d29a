from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

__all__ = ["User", "UserManager"]


class UserManager(BaseUserManager):
    """Makes staff who sign in by email address."""

    def create_user(self, email, password=None, **fields):
        """Return a new, saved user.

        Raises ValueError without an email address. Without a password the user cannot sign in
        until one is set.
        """
        if not email:
            raise ValueError("A user needs an email address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Return a new, saved user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        """Return the user with this email address, in capitals or not.

        Raises User.DoesNotExist when there is none.
        """
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A member of staff, who signs in by email address."""

    username = None
    email = models.EmailField(
        _("email address"),
        error_messages={"unique": _("There is a user with this email address already.")},
        unique=True,
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message=_("There is a user with this email address already."),
            )
        ]
