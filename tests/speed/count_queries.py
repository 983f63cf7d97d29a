"""Print how many queries each address costs when it is asked for again, as JSON.

Run by `manage.py shell` of whichever commit is measured, so it takes nothing from this project.
"""

import json
import os

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

visitor = Client(headers=json.loads(os.environ["HEADERS"]))
counts = {}
for name, address in json.loads(os.environ["ADDRESSES"]).items():
    visitor.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(address).status_code == 200, address
    counts[name] = len(queries)
print(json.dumps(counts))
