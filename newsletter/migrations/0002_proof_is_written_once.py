"""The database itself refuses to change what was written as proof of consent.

Only the link to the person may be cut, when that person is erased.
"""

from django.db import migrations

FORBID = """
CREATE FUNCTION newsletter_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'subscriber_id' IS DISTINCT FROM to_jsonb(OLD) - 'subscriber_id'
       OR to_jsonb(NEW) ->> 'subscriber_id' IS NOT NULL
    THEN
        RAISE EXCEPTION 'Proof of consent is written once and never changed.';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER newsletter_written_once BEFORE UPDATE ON newsletter_consentevent
    FOR EACH ROW EXECUTE FUNCTION newsletter_written_once();
CREATE TRIGGER newsletter_written_once BEFORE UPDATE ON newsletter_consenttext
    FOR EACH ROW EXECUTE FUNCTION newsletter_written_once();
"""

ALLOW = """
DROP TRIGGER newsletter_written_once ON newsletter_consenttext;
DROP TRIGGER newsletter_written_once ON newsletter_consentevent;
DROP FUNCTION newsletter_written_once();
"""


class Migration(migrations.Migration):

    dependencies = [("newsletter", "0001_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
