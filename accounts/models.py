from django.contrib.auth.models import AbstractUser, BaseUserManager, Group
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

__all__ = ["StaffRole", "User", "UserManager"]


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

    first_came_at = models.DateTimeField(_("first came with rights"), null=True, editable=False)
    # One more, and all sessions of this person are over.
    login_number = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    def _get_session_auth_hash(self, secret=None):
        """Return what a session must hold to be of this person still."""
        return f"{super()._get_session_auth_hash(secret)}-{self.login_number}"

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


class StaffRole(models.Model):
    """The group of a role of the table of roles (`accounts.roles`), by the code of the role.

    An administrator may call the group something else, and it is the same role still. A role whose
    group was deleted is not made again. `given` are the rights that the table gave, each once: what
    an administrator took away stays away.
    """

    code = models.CharField(max_length=30, unique=True)
    group = models.OneToOneField(
        Group, null=True, on_delete=models.SET_NULL, related_name="staff_role"
    )
    given = models.JSONField(default=list)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        default_permissions = []

    def __str__(self):
        return self.code
