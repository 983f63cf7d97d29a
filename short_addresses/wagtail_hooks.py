from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from pages.page_screens import CAN_PUBLISH, HeaderButton
from pages.publishing import RULES
from short_addresses.addresses import list_taken_by_short_address
from short_addresses.screens import QRCodeView, ShortAddressView

hooks.register(RULES, list_taken_by_short_address)
hooks.register(
    "register_page_header_buttons",
    HeaderButton(
        _("QR code and short address"),
        "short_addresses_page",
        "link",
        priority=64,
        needed=CAN_PUBLISH,
    ),
)


@hooks.register("register_admin_urls")
def register_screens():
    address = "pages/<int:page_id>/short-address/"
    return [
        path(address, ShortAddressView.as_view(), name="short_addresses_page"),
        path(f"{address}<int:redirect_id>.svg", QRCodeView.as_view(), name="short_addresses_qr"),
    ]
