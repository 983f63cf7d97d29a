"""A provider of logins on this machine, which speaks OpenID Connect as SURFconext does."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

__all__ = ["make_settings", "serve_provider"]


@contextmanager
def serve_provider(claims):
    """Serve a provider in a block; gives its address. It says `claims` (a dict) of who signs in."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(claims if self.path == "/userinfo" else make_configuration(address))

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer({"access_token": "token", "token_type": "Bearer"})

        def answer(self, data):
            body = json.dumps(data).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Say nothing between the dots of the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()


def make_configuration(address):
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "userinfo_endpoint": f"{address}/userinfo",
        "jwks_uri": f"{address}/keys",
    }


def make_settings(address):
    """Return SOCIALACCOUNT_PROVIDERS for a provider, as those of production are."""
    app = {
        "provider_id": "sso",
        "name": "SURFconext",
        "client_id": "werkplaats",
        "secret": "secret",
        "settings": {"server_url": address},
    }
    return {"openid_connect": {"APPS": [app]}}
