from django.urls import path
from wagtail import hooks

from pages.publishing import RULES
from short_addresses.addresses import list_taken_by_short_address
from short_addresses.screens import QRCodeView, ShortAddressView, list_header_buttons

hooks.register(RULES, list_taken_by_short_address)
hooks.register("register_page_header_buttons", list_header_buttons)


@hooks.register("register_admin_urls")
def register_screens():
    address = "pages/<int:page_id>/short-address/"
    return [
        path(address, ShortAddressView.as_view(), name="short_addresses_page"),
        path(f"{address}<int:redirect_id>.svg", QRCodeView.as_view(), name="short_addresses_qr"),
    ]
