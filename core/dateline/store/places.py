"""Countries and their parts that a text or an address names."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from dateline.store.names import wordset

_NAMES = {
    "usa": "US", "u s a": "US", "u s": "US", "us": "US", "united states": "US",
    "united states of america": "US", "uk": "GB", "u k": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "northern ireland": "GB", "great britain": "GB", "united kingdom": "GB",
    "p r china": "CN", "pr china": "CN", "prc": "CN", "china": "CN", "peoples republic of china": "CN",
    "people s republic of china": "CN", "korea": "KR", "south korea": "KR", "republic of korea": "KR",
    "russia": "RU", "russian federation": "RU", "iran": "IR", "taiwan": "TW", "r o c": "TW",
    "vietnam": "VN", "viet nam": "VN", "czech republic": "CZ", "czechia": "CZ", "deutschland": "DE",
    "germany": "DE", "fr germany": "DE", "italia": "IT", "españa": "ES", "espana": "ES", "brasil": "BR",
    "the netherlands": "NL", "holland": "NL", "turkey": "TR", "türkiye": "TR", "turkiye": "TR",
    "uae": "AE", "hong kong": "HK", "macau": "MO", "méxico": "MX", "schweiz": "CH", "suisse": "CH",
    "österreich": "AT", "sverige": "SE", "norge": "NO", "danmark": "DK", "belgique": "BE", "polska": "PL",
    "japan": "JP", "india": "IN", "canada": "CA", "australia": "AU", "france": "FR", "italy": "IT",
    "spain": "ES", "sweden": "SE", "switzerland": "CH", "austria": "AT", "israel": "IL", "brazil": "BR",
    "mexico": "MX", "singapore": "SG", "poland": "PL", "belgium": "BE", "denmark": "DK", "finland": "FI",
    "norway": "NO", "greece": "GR", "portugal": "PT", "ireland": "IE", "hungary": "HU",
    "saudi arabia": "SA", "egypt": "EG", "south africa": "ZA", "new zealand": "NZ", "argentina": "AR",
    "chile": "CL", "malaysia": "MY", "thailand": "TH", "indonesia": "ID", "pakistan": "PK",
    "nigeria": "NG", "ukraine": "UA",
}  # fmt: skip
_FURTHER = (
    "afghanistan AF|albania AL|algeria DZ|andorra AD|angola AO|armenia AM|azerbaijan AZ|bahamas BS|"
    "bahrain BH|bangladesh BD|barbados BB|belarus BY|belize BZ|benin BJ|bhutan BT|bolivia BO|"
    "bosnia and herzegovina BA|botswana BW|brunei BN|bulgaria BG|burkina faso BF|burundi BI|cambodia KH|"
    "cameroon CM|cape verde CV|central african republic CF|colombia CO|costa rica CR|croatia HR|cuba CU|"
    "cyprus CY|democratic republic of the congo CD|djibouti DJ|dominican republic DO|ecuador EC|"
    "el salvador SV|eritrea ER|estonia EE|eswatini SZ|ethiopia ET|fiji FJ|gabon GA|gambia GM|ghana GH|"
    "guatemala GT|guinea GN|guyana GY|haiti HT|honduras HN|iceland IS|iraq IQ|ivory coast CI|jamaica JM|"
    "kazakhstan KZ|kenya KE|kosovo XK|kuwait KW|kyrgyzstan KG|laos LA|latvia LV|lebanon LB|lesotho LS|"
    "liberia LR|libya LY|liechtenstein LI|lithuania LT|luxembourg LU|madagascar MG|malawi MW|maldives MV|"
    "mali ML|malta MT|mauritania MR|mauritius MU|moldova MD|monaco MC|mongolia MN|montenegro ME|"
    "morocco MA|mozambique MZ|myanmar MM|namibia NA|nepal NP|nicaragua NI|niger NE|north korea KP|"
    "north macedonia MK|oman OM|palestine PS|panama PA|papua new guinea PG|paraguay PY|peru PE|"
    "philippines PH|the philippines PH|qatar QA|romania RO|rwanda RW|samoa WS|senegal SN|serbia RS|"
    "seychelles SC|sierra leone SL|slovakia SK|slovenia SI|somalia SO|south sudan SS|sri lanka LK|"
    "sudan SD|suriname SR|syria SY|tajikistan TJ|tanzania TZ|togo TG|tonga TO|trinidad and tobago TT|"
    "tunisia TN|turkmenistan TM|uganda UG|united arab emirates AE|uruguay UY|uzbekistan UZ|vanuatu VU|"
    "venezuela VE|yemen YE|zambia ZM|zimbabwe ZW"
)
_NAMES |= {name: code for name, _, code in (item.rpartition(" ") for item in _FURTHER.split("|"))}
_STATES = wordset(
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|"
    "illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|"
    "mississippi|missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|"
    "north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|"
    "south dakota|tennessee|texas|utah|vermont|virginia|washington|west virginia|wisconsin|wyoming",
    "|",
)
_CODES = re.compile(
    r"(?:^|[,\s(])(?:A[LKZR]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|"
    r"V[AT]|W[AIVY]|DC)(?=\s+\d{5}|[,.;)\s]*$|,)"
)
_PROVINCES = wordset(
    "ontario|quebec|québec|british columbia|alberta|manitoba|saskatchewan|nova scotia|new brunswick", "|"
)
_SOLD = frozenset(("ai", "cc", "co", "eu", "fm", "gg", "io", "la", "ly", "me", "sh", "to", "tv", "vc", "ws"))
"""Ends of addresses that everybody may have."""
_WORDS = re.compile(r"[^\W_]+")


def countries(text: str, known: Mapping[str, str]) -> set[str]:
    """ISO codes of the countries that a text names; `known` adds names, folded, to the common ones."""
    words = _WORDS.findall(text.casefold())
    found: set[str] = set()
    for size in (1, 2, 3, 4):
        for at in range(len(words) - size + 1):
            phrase = " ".join(words[at : at + size])
            if phrase == "georgia":
                found |= {"GE?", "US?"}
                continue
            code = _NAMES.get(phrase) or known.get(phrase)
            if code and not (phrase == "us" and "US" not in text):
                found.add(code)
            elif phrase in _STATES:
                found.add("US?")
            elif phrase in _PROVINCES:
                found.add("CA?")
    if _CODES.search(text):
        found.add("US?")
    firm = {code for code in found if len(code) == 2}
    return firm or {code[:2] for code in found}


def of_host(url: str) -> str | None:
    """ISO code of the country that an address ends in, if it does."""
    try:
        end = (urlsplit(url).hostname or "").rpartition(".")[2].lower()
    except ValueError:
        return None
    if end in ("gov", "mil"):
        return "US"
    return (
        {"uk": "GB"}.get(end, end.upper()) if len(end) == 2 and end.isalpha() and end not in _SOLD else None
    )
