"""Addresses in one form, so that one article has one address."""

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|hsa_\w+|at_(?:medium|campaign|custom\d?|link_\w+|ptr_name|bbc_team)"
    r"|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok"
    r"|_hsenc|_hsmi|__hstc|__hssc|hsctatracking|wt_mc|wt\.mc_id|xtor|cmpid|ncid|sr_share|spm|oly_\w+_id"
    r"|vero_\w+|_ga|_gl|ref_src|ref_url|smid|wickedid|rb_clickid|s_cid|trk|trkcampaign|sessionid|phpsessid"
    r"|jsessionid|aspsessionid\w*)",
    re.IGNORECASE,
)
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
_NAMELESS = re.compile(r"localhost|\d+\.\d+\.\d+\.\d+|[0-9a-f:.]*:[0-9a-f:.]*")
_PORTS = {"http": 80, "https": 443}
_PATH = "!$%&'()*+,-./:;=@_~"
_QUERY = _PATH + "?[]|"


def canonicalize(url: str) -> str:
    """The address in its one form; idempotent, never raises.

    Scheme and host in lower case, no default port, credentials, fragment or tracking parameters, a path of at
    least `/` without dot segments, other characters than ASCII percent-encoded; parameters keep their order.
    Punctuation that clings to the end of a link in running text is dropped.  What is no http or https
    address comes back stripped of white space only.
    """
    given = url.strip()
    url = _CONTROL.sub("", given).rstrip(".,;:!'\">«»”“’")
    parts = _split(url)
    host = _host(parts) if parts else ""
    if not parts or not host:
        return given
    path = _escape(_SESSION_PATH.sub("", _undot(parts.path)) or "/", _PATH)
    query = "&".join(
        _escape(item, _QUERY)
        for item in parts.query.split("&")
        if item and not _TRACKING.fullmatch(item.partition("=")[0])
    )
    clean = urlunsplit((parts.scheme, host, path, query, ""))
    return clean if clean == url else _settled(clean, url)


def resolve(base: str, link: str) -> str | None:
    """The canonical http(s) address of a link on the page at `base`; None where it leads elsewhere."""
    try:
        joined = urljoin(base, link.strip())
    except ValueError:
        return None
    parts = _split(joined)
    return canonicalize(joined) if parts is not None and _host(parts) else None


def site(url: str) -> str:
    """The host that two addresses of one site share, without `www.`, `m.` and port; empty if none.

    Machines without a name (127.0.0.1, localhost) serve different sites on different ports.
    """
    parts = _split(url)
    if parts is None:
        return ""
    if parts.port and _NAMELESS.fullmatch(parts.hostname or ""):
        return f"{parts.hostname}:{parts.port}"
    return re.sub(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)", "", (parts.hostname or "").rstrip("."))


def _settled(clean: str, url: str) -> str:
    """Once more where a change uncovered further work, such as a full stop before a fragment."""
    return canonicalize(clean) if len(clean) < len(url) else clean


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in _PORTS else None


def _host(parts: SplitResult) -> str:
    name = (parts.hostname or "").rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if ":" in name:
        name = f"[{name}]"
    elif not re.fullmatch(r"[a-z0-9._-]+", name):
        return ""
    return name if parts.port in (None, _PORTS[parts.scheme]) else f"{name}:{parts.port}"


def _undot(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")[1:]
    for part in parts:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _escape(text: str, safe: str) -> str:
    quoted = quote(text, safe=safe, errors="replace")
    quoted = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", quoted)
    return _ESCAPE.sub(lambda found: found[0].upper(), quoted)
