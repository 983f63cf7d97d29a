from django.db import migrations

# The code of a role, the name of its group, and the groups that were there before: the first that
# there is becomes it, and whoever was in another comes into it.
ROLES = [
    ("editors", "Redactie", ["Moderators", "Berichten"]),
    ("writers", "Meeschrijver", ["Editors"]),
    ("subscribers", "Lezersgegevens", ["Nieuwsbrief"]),
    ("newsletter", "Nieuwsbrief verzenden", []),
]
# What Wagtail and wagtail-localize gave their first groups, and ours to whoever looks after
# subscribers, and is not of the role that they become.
NO_LONGER = {
    "editors": ["submit_translation"],
    "writers": [
        *["change_image", "delete_image", "change_document", "delete_document"],
        "submit_translation",
    ],
    "subscribers": ["add_topic", "change_topic", "delete_topic", "choose_image", "choose_document"],
}
# Where a group is named that may see or approve something.
NAMED = ["PageViewRestriction", "CollectionViewRestriction", "GroupApprovalTask"]


def make_roles(apps, schema_editor):
    """Turn the groups that there were into the roles of now, with everyone and all rights."""
    groups = apps.get_model("auth", "Group").objects
    # They chose topics for the newsletter too.
    senders = list(apps.get_model("accounts", "User").objects.filter(groups__name="Nieuwsbrief"))
    for code, name, old_names in ROLES:
        olds = [group for old in old_names for group in groups.filter(name=old)]
        group = groups.filter(name=name).first() or (olds.pop(0) if olds else groups.create())
        group.name = name
        group.save()
        for old in olds:
            merge(apps, old, group)
        take(group, NO_LONGER.get(code, []))
        apps.get_model("accounts", "StaffRole").objects.create(code=code, group=group)
    groups.get(name="Nieuwsbrief verzenden").user_set.add(*senders)


def merge(apps, old, group):
    """Let a group have the people, the rights and the places of an old one, which goes."""
    group.user_set.add(*old.user_set.all())
    group.permissions.add(*old.permissions.all())
    for each in old.page_permissions.all():
        group.page_permissions.get_or_create(page=each.page, permission=each.permission)
    for each in old.collection_permissions.all():
        group.collection_permissions.get_or_create(
            collection=each.collection, permission=each.permission
        )
    for name in NAMED:
        for each in apps.get_model("wagtailcore", name).objects.filter(groups=old):
            each.groups.add(group)
    old.delete()


def take(group, codenames):
    """Take rights from a group, of whatever it has them."""
    group.permissions.remove(*group.permissions.filter(codename__in=codenames))
    group.collection_permissions.filter(permission__codename__in=codenames).delete()


def rename_translators(apps, schema_editor):
    """Call the groups of translators by their role: “Vertalers (Engels)” is “Vertaler Engels”."""
    for group in apps.get_model("auth", "Group").objects.filter(name__startswith="Vertalers ("):
        right = group.page_permissions.filter(page__depth=2).first()
        if right:
            group.name = f"Vertaler {group.name[len('Vertalers ('):-1]}"
            group.save()
            code = f"translators-{right.page.locale.language_code}"
            apps.get_model("accounts", "StaffRole").objects.create(code=code, group=group)


class Migration(migrations.Migration):
    """The groups become the roles that people have here; their rights follow (`accounts.giving`)."""

    dependencies = [
        ("accounts", "0003_staff_role"),
        ("contact", "0002_role"),
        ("home", "0002_half_filled_parts_are_kept"),
        ("newsletter", "0003_role"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RunPython(make_roles, migrations.RunPython.noop),
        migrations.RunPython(rename_translators, migrations.RunPython.noop),
    ]
