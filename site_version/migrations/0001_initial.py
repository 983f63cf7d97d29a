"""The version, and the functions that raise it; the triggers of the tables come after `migrate`.

A change that visitors see writes a row in `site_version_pendingchange`. When the transaction
commits, two deferred triggers follow: the first takes that row away, and only by that comes the
second, which raises the version, behind all other checks that wait for the end. So the version is
locked for the moment of the commit alone, and whoever holds it waits for nobody.
"""

from django.db import migrations, models

MAKE = r"""
-- Notes that this transaction changed what visitors see, and gives it a number of its own.
CREATE FUNCTION site_version_note() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('site_version.pending', true), '') = '' THEN
        INSERT INTO site_version_pendingchange DEFAULT VALUES;
    END IF;
    PERFORM set_config(
        'site_version.pending', (-1 - floor(random() * 9007199254740992))::bigint::text, true
    );
END $$;

-- For the rows of a table: takes the columns that do not count, and which rows do (or '').
CREATE FUNCTION site_version_see_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP <> 'INSERT'
        THEN to_jsonb(OLD) - string_to_array(TG_ARGV[0], ',') END;
    after jsonb := CASE WHEN TG_OP <> 'DELETE'
        THEN to_jsonb(NEW) - string_to_array(TG_ARGV[0], ',') END;
    is_seen boolean := true;
BEGIN
    IF before IS NOT DISTINCT FROM after THEN
        RETURN NULL;
    END IF;
    IF TG_ARGV[1] <> '' THEN
        EXECUTE format(
            'SELECT bool_or(%s) FROM unnest(ARRAY[$1, $2]) AS seen WHERE seen IS NOT NULL',
            TG_ARGV[1]
        ) INTO is_seen USING before, after;
    END IF;
    IF is_seen THEN
        PERFORM site_version_note();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION site_version_see_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM site_version_note();
    RETURN NULL;
END $$;

CREATE FUNCTION site_version_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM site_version_pendingchange WHERE id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION site_version_raise() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    raised bigint := extract(epoch FROM clock_timestamp()) * 1000000;
BEGIN
    INSERT INTO site_version_siteversion AS version (id, number) VALUES (1, raised)
        ON CONFLICT (id) DO UPDATE SET number = greatest(version.number + 1, excluded.number)
        RETURNING number INTO raised;
    PERFORM pg_notify('site_version', raised::text);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER site_version_wait AFTER INSERT ON site_version_pendingchange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION site_version_wait();
CREATE CONSTRAINT TRIGGER site_version_raise AFTER DELETE ON site_version_pendingchange
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION site_version_raise();

INSERT INTO site_version_siteversion (id, number) VALUES (1, 0);
"""
UNMAKE = """
DROP FUNCTION site_version_see_row() CASCADE;
DROP FUNCTION site_version_see_emptying() CASCADE;
DROP FUNCTION site_version_wait() CASCADE;
DROP FUNCTION site_version_raise() CASCADE;
DROP FUNCTION site_version_note();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PendingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='SiteVersion',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField()),
            ],
            options={
                'default_permissions': [],
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='site_version_one')],
            },
        ),
        migrations.RunSQL(MAKE, UNMAKE),
    ]
