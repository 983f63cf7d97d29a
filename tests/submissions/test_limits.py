"""The counting of who does what how often."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from submissions import limits
from submissions.models import Count


def hit_many_times(times):
    """Return how many of so many hits were within the limit, over a connection of its own."""
    try:
        return sum(limits.hit("test", "concurrent", limit=600, seconds=900) for _ in range(times))
    finally:
        connection.close()


@pytest.mark.django_db
class TestHit:
    def test_is_within_the_limit_until_it_is_not(self):
        answers = [limits.hit("test", "a", limit=3, seconds=60) for _ in range(5)]

        assert answers == [True, True, True, False, False]

    def test_counts_each_key_and_each_name_apart(self):
        for name, key in [("one", "a"), ("one", "b"), ("two", "a")]:
            assert limits.hit(name, key, limit=1, seconds=60)

    def test_begins_anew_when_the_time_is_over(self):
        assert limits.hit("test", "a", limit=1, seconds=60)
        assert not limits.hit("test", "a", limit=1, seconds=60)

        Count.objects.update(expires_at=timezone.now())

        assert limits.hit("test", "a", limit=1, seconds=60)

    def test_does_not_punish_who_goes_on(self):
        limits.hit("test", "a", limit=1, seconds=60)
        end = Count.objects.get().expires_at

        limits.hit("test", "a", limit=1, seconds=60)

        assert Count.objects.get().expires_at == end

    def test_keeps_no_address_and_no_network(self):
        limits.hit("message", "fatima@example.nl", limit=1, seconds=60)

        kept = str(Count.objects.values().get())

        assert "fatima" not in kept
        assert "message" not in kept

    def test_is_exact_for_a_thousand_at_the_same_time(self, django_db_blocker):
        """Eight connections that commit, so what they counted is taken away by a ninth."""
        with django_db_blocker.unblock(), ThreadPoolExecutor(8) as threads:
            try:
                within = sum(threads.map(hit_many_times, [125] * 8))
                hits = threads.submit(read_and_delete).result()
            finally:
                threads.submit(read_and_delete).result()

        assert (within, hits) == (600, [1000])

    def test_keeps_its_counts_in_a_table_that_costs_no_log(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relpersistence FROM pg_class WHERE relname = 'submissions_count'"
            )

            assert cursor.fetchall() == [("u",)]


def read_and_delete():
    """Return the counts that were committed, after deleting them."""
    try:
        hits = list(Count.objects.values_list("hits", flat=True))
        Count.objects.all().delete()
        return hits
    finally:
        connection.close()


@pytest.mark.django_db
class TestDeleteOutdatedCounts:
    def test_deletes_what_is_over_and_nothing_else(self):
        limits.hit("test", "over", limit=1, seconds=60)
        Count.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        limits.hit("test", "counting", limit=1, seconds=60)

        assert limits.delete_outdated_counts() == 1
        assert not limits.hit("test", "counting", limit=1, seconds=60)


class TestGetNetwork:
    @pytest.mark.parametrize(
        ("sender", "network"),
        [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            # An IPv4 address on a server that listens on IPv6 (RFC 4291, 2.5.5.2).
            ("::ffff:192.0.2.7", "192.0.2.7"),
            # gunicorn behind a socket file.
            ("", None),
        ],
    )
    def test_is_what_one_household_has(self, rf, sender, network):
        assert limits.get_network(rf.get("/", REMOTE_ADDR=sender)) == network

    @pytest.mark.parametrize(
        ("proxies", "forwarded", "network"),
        [
            # Nobody's word counts without a proxy of ours.
            (0, "198.51.100.1", "192.0.2.7"),
            (1, "198.51.100.1", "198.51.100.1"),
            # What a sender wrote itself stands to the left.
            (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
            (2, "203.0.113.9, 198.51.100.1, 198.51.100.2", "198.51.100.1"),
            (1, "2001:db8:1:2::1", "2001:db8:1:2::/64"),
            # Past a proxy: the sender is then the one that spoke to us.
            (2, "198.51.100.1", "192.0.2.7"),
            (1, "<script>", None),
            (1, "unknown", None),
            (1, "198.51.100.1:51234", "198.51.100.1"),
            (1, '"[2001:db8:1:2::1]:51234"', "2001:db8:1:2::/64"),
            (1, "[2001:db8:1:2::1]", "2001:db8:1:2::/64"),
        ],
    )
    def test_is_as_many_places_from_the_right_as_there_are_proxies(
        self, rf, settings, proxies, forwarded, network
    ):
        settings.TRUSTED_PROXY_COUNT = proxies
        request = rf.get("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": forwarded})

        assert limits.get_network(request) == network

    @pytest.mark.parametrize(
        ("forwarded", "network"),
        [
            ("for=198.51.100.1;proto=https;by=203.0.113.43", "198.51.100.1"),
            ("for=203.0.113.9, proto=https; For=198.51.100.1", "198.51.100.1"),
            ('for="198.51.100.1:51234"', "198.51.100.1"),
            ('for="[2001:db8:1:2::1]:4711"', "2001:db8:1:2::/64"),
            ("for=_hidden", None),
            ("proto=https", None),
        ],
    )
    def test_is_what_a_proxy_says_in_the_standard_way(self, rf, settings, forwarded, network):
        """RFC 7239; what a visitor writes in the other header counts for nothing."""
        settings.TRUSTED_PROXY_COUNT, settings.PROXY_HEADER = 1, "Forwarded"
        headers = {"forwarded": forwarded, "x-forwarded-for": "203.0.113.66"}

        request = rf.get("/", REMOTE_ADDR="192.0.2.7", headers=headers)

        assert limits.get_network(request) == network

    @pytest.mark.django_db
    def test_that_cannot_be_read_is_nobodys(self, rf, settings):
        """Or all visitors behind such a proxy would be one, and the sixth of them refused."""
        ceilings = {"network": (1, 600), "site": (3, 600)}

        waits = [limits.count("test", {"network": None, "site": ""}, ceilings) for _ in range(4)]

        assert [bool(seconds) for seconds in waits] == [False, False, False, True]

    def test_is_the_sender_where_no_proxy_said_anything(self, rf, settings):
        settings.TRUSTED_PROXY_COUNT = 1

        assert limits.get_network(rf.get("/", REMOTE_ADDR="192.0.2.7")) == "192.0.2.7"
