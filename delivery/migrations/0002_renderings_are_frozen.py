"""The database itself refuses to change the mail of an issue that is planned or was sent."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION delivery_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The mail of a mailing is written once and never changed.';
END $$;

CREATE TRIGGER delivery_frozen BEFORE UPDATE ON delivery_rendering
    FOR EACH ROW EXECUTE FUNCTION delivery_frozen();
"""

THAW = """
DROP TRIGGER delivery_frozen ON delivery_rendering;
DROP FUNCTION delivery_frozen();
"""


class Migration(migrations.Migration):

    dependencies = [("delivery", "0001_initial")]

    operations = [migrations.RunSQL(FREEZE, THAW)]
