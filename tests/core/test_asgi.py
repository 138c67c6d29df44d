"""A body that is too large is stopped while it comes in."""

from core.asgi import LimitBody


async def talk(limit, *pieces, told=None):
    """Send pieces of a body to a limited application; the statuses and the bytes that it read."""
    read, sent = [], []

    async def application(scope, receive, send):
        while True:
            message = await receive()
            read.append(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    waiting = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, 1)
    ]

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message.get("status"))

    headers = [(b"content-length", told)] if told is not None else []
    await LimitBody(application, limit)({"type": "http", "headers": headers}, receive, send)
    return [status for status in sent if status], b"".join(read)


async def test_small_body_passes():
    assert await talk(10, b"12345", b"67890", told=b"10") == ([200], b"1234567890")


async def test_told_length_is_refused_before_reading():
    assert await talk(10, b"x" * 11, told=b"11") == ([413], b"")


async def test_untold_length_is_refused_while_reading():
    assert await talk(10, b"x" * 6, b"x" * 6, b"x" * 6) == ([413], b"xxxxxx")


async def test_told_length_that_is_no_number_is_counted():
    assert await talk(10, b"x" * 11, told=b"-1") == ([413], b"")


async def test_sockets_pass():
    seen = []

    async def application(scope, receive, send):
        seen.append(scope["type"])

    await LimitBody(application, 10)({"type": "websocket"}, None, None)

    assert seen == ["websocket"]
