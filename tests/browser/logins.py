"""Who works on the installation that the browser visits, and how they come in.

Without a browser: what the screen for logging in does is tried where that is what a test is about.
"""

from lxml import html

from tests.browser.visits import open_window

__all__ = ["add_colleague", "log_in"]

# Somebody who is like the first login, also in their password, but for some fields.
ADD = """
    INSERT INTO accounts_user
    SELECT colleague.*
    FROM accounts_user AS first,
        nextval(pg_get_serial_sequence('accounts_user', 'id')) AS number,
        jsonb_populate_record(first, jsonb_build_object(
            'id', number, 'email', %s::text, 'first_name', %s::text, 'last_name', %s::text,
            'is_superuser', %s::boolean, 'is_staff', %s::boolean)) AS colleague
    WHERE first.id = (SELECT min(id) FROM accounts_user)
    RETURNING id
"""
JOIN = """
    INSERT INTO accounts_user_groups (user_id, group_id)
    SELECT %s, id FROM auth_group WHERE name = ANY(%s)
"""


def add_colleague(installation, email, name, roles=None):
    """Add somebody with the password of the first login, who may do everything unless with roles.

    One who was invited chooses a password by a link; that way has tests of its own.
    """
    may_all = roles is None
    first_name, _, last_name = name.partition(" ")
    with installation.connect() as connection:
        values = [email, first_name, last_name, may_all, may_all]
        (key,) = connection.execute(ADD, values).fetchone()
        assert connection.execute(JOIN, [key, roles or []]).rowcount == len(roles or [])


def log_in(browser, site, email, password):
    """Return what a browser keeps of somebody who logs in: Playwright's `storage_state`."""
    context, address = open_window(browser), f"{site}/admin/login/"
    # The admin's first form may well be another one.
    form = html.fromstring(context.request.get(address).text())
    fields = {
        "csrfmiddlewaretoken": form.xpath("string(//input[@name='csrfmiddlewaretoken']/@value)"),
        "username": email,
        "password": password,
    }
    answer = context.request.post(
        address, form=fields, headers={"Referer": address}, max_redirects=0
    )
    assert (answer.status, answer.headers.get("location")) == (302, "/admin/")
    state = context.storage_state()
    context.close()
    return state
