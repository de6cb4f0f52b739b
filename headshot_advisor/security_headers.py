"""Headers of every answer that Django has no setting for."""

import re

from django.http import HttpRequest, HttpResponse

from headshot_advisor.middleware import GetResponse

# What a page of ours never does, and so nothing in it may. Writing to the clipboard is left: it copies a result's link.
DENIED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
PERMISSIONS = ", ".join([*(f"{name}=()" for name in DENIED), "clipboard-write=(self)"])
# Of the desk's two pages that add a passkey or ask for one.
PASSKEY_PERMISSIONS = re.sub(r"(publickey-credentials-\w+)=\(\)", r"\1=(self)", PERMISSIONS)


def add_security_headers(get_response: GetResponse) -> GetResponse:
    """Let pages do little, and let no other site load what is ours, unless a view says otherwise."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return answer
