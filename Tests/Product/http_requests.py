"""Requests as bytes, and the statuses that answer the commonest of them."""

PROBE = b"GET /healthz HTTP/1.1\r\nHost: probe\r\nConnection: close\r\n\r\n"


def get(fields=b"", target=b"/healthz", version=b"HTTP/1.1", method=b"GET"):
    return b"%s %s %s\r\nHost: a\r\n%s\r\n" % (method, target, version, fields)


def post(fields, body=b""):
    """To /predict without a Content-Type: its 415 proves that head and body were read."""
    return b"POST /predict HTTP/1.1\r\nHost: a\r\n%s\r\n%s" % (fields, body)


def chunked(body, fields=b"Transfer-Encoding: chunked\r\n"):
    return post(fields, body)


def hosted(host):
    return b"GET /healthz HTTP/1.1\r\nHost:%s\r\n\r\n" % host


READ = [415, 200]
GOOD = [200, 200]
BAD = [400]
