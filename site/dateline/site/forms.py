"""Bodies of forms, read within bounds."""

from urllib.parse import parse_qs

from fastapi import HTTPException
from starlette.requests import Request


async def fields(request: Request, most: int, too_long: str) -> dict[str, str]:
    """The first value of each field.  Raises HTTPException 413, with that sentence, beyond `most` bytes."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise HTTPException(413, too_long)
    try:
        found = parse_qs(body.decode("utf8", errors="replace"), max_num_fields=20)
    except ValueError:
        raise HTTPException(400, "The form has more fields than it should.") from None
    return {
        name: values[0].replace("\r\n", "\n").replace("\x00", "").strip() for name, values in found.items()
    }
