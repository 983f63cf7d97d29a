"""A name server on this machine, which answers what it was told."""

import socketserver
from contextlib import contextmanager
from threading import Thread

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rrset

__all__ = ["serve_names"]


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        """Answer one question: by what is there, or that there is no such name."""
        data, socket = self.request
        question = dns.message.from_wire(data)
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        (asked,) = question.question
        records = self.server.records
        found = records.get((asked.name.to_text(omit_final_dot=True), asked.rdtype.name))
        if found:
            answer.answer.append(dns.rrset.from_text(asked.name, 60, "IN", asked.rdtype, *found))
        elif not any(name == asked.name.to_text(omit_final_dot=True) for name, _kind in records):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        socket.sendto(answer.to_wire(), self.client_address)


@contextmanager
def serve_names(records):
    """Answer by `records`, {(name, kind): [texts]}, for the length of a block; give the address."""
    with socketserver.UDPServer(("127.0.0.1", 0), Handler) as server:
        server.records = records
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
