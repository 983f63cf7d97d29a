"""The database itself refuses to change an entry, and to delete one unless its time is over.

`audit.cleaning` says so to the database, for the length of a transaction.
"""

from django.db import migrations

FORBID = """
CREATE FUNCTION audit_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('audit.is_cleaning', true) = 'yes' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Who did what is written once, and never changed.';
END $$;

CREATE TRIGGER audit_written_once BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_written_once();
"""

ALLOW = """
DROP TRIGGER audit_written_once ON audit_entry;
DROP FUNCTION audit_written_once();
"""


class Migration(migrations.Migration):

    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
