"""Why a request failed, for people."""

import logging
from typing import Any

from scrapy.exceptions import IgnoreRequest


def sentence(failure: Any) -> str:
    """Why a request failed, for people."""
    if failure.check(IgnoreRequest):
        return str(failure.value)
    names = {
        "DownloadTimeoutError": "no answer in time",
        "TimeoutError": "no answer in time",
        "ResponseDataLossError": "the answer broke off",
        "DownloadCancelledError": "the answer is larger than the limit",
        "DownloadConnectionRefusedError": "the connection was refused",
        "CannotResolveHostError": "there is no such host",
    }
    name = type(failure.value).__name__
    if "certificate verify failed" in str(failure.value) or "VerificationError" in repr(failure.value):
        return "its certificate is not valid; verify_tls = false in the source's entry reads it all the same"
    logging.getLogger(__name__).info("%s: %r", failure.request.url, failure.value)
    return names.get(name, f"the connection failed ({name})")
