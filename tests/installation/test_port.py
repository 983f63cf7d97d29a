import errno
import socket

import pytest

from installation.port import PortError, check, explain


class TestCheck:
    @pytest.mark.parametrize("port", ["abc", "99999", "", "0", "-1", "8.1", " 81"])
    def test_says_what_a_port_is(self, port):
        with pytest.raises(PortError, match=f"PORT is '{port}': choose a number from 1024"):
            check(port)

    def test_says_that_a_port_is_in_use(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])

            with pytest.raises(PortError, match=f"Port {port} is in use: stop the program"):
                check(port)

    def test_gives_the_port_back(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])

        check(port)
        check(port)

    def test_knows_that_low_ports_are_for_root(self):
        assert explain(PermissionError(errno.EACCES, "")).startswith("is for root only: choose")
