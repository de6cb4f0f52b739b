"""Addresses whose path got damaged on its way."""

import re
from collections.abc import Callable
from http.client import NOT_FOUND
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, get_script_prefix, resolve

from decision.address import AROUND_A_LINK, REPAIRED, unescape_link


def repair_paths(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Lead from an address that got damaged on its way, and that we don't have, to the page that it means."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != NOT_FOUND or request.method not in ("GET", "HEAD"):
            return response
        address = find_repaired_address(request)
        return redirect(address) if address else response

    return answer


def find_repaired_address(request: HttpRequest) -> str | None:
    """Return the address without what mail programs and chats add to a path; None where that is no page of ours.

    That is a period or bracket behind it, capitals, a second slash, and answers whose "?" was escaped.
    """
    path, *answers = re.split("[?&]", unescape_link(request.path_info), maxsplit=1)
    names = [name for part in path.split("/") if (name := "".join(part.split()).strip(AROUND_A_LINK))]
    plain = "/" + "/".join(names)
    found = next(filter(is_page, (plain, f"{plain}/", plain.lower(), f"{plain.lower()}/")), request.path_info)
    if found.strip("/") == request.path_info.strip("/"):
        return None
    query = "&".join(part for part in (*answers, request.META["QUERY_STRING"]) if part)
    note = f"&{REPAIRED}=yes" if answers else ""
    return get_script_prefix().rstrip("/") + quote(found) + (f"?{quote(query, safe='=&%;+-')}{note}" if query else "")


def is_page(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
