"""Reads the status of every entry of two catalogs with gRPC's own Python client.

Usage: read_statuses.py SERVER QUOTA REST

SERVER is the example every_status; QUOTA and REST are the outputs of `cargo errcat export json` for its two catalogs. What is
expected follows from the catalog, and from google/rpc/code.proto and google/rpc/error_details.proto.
"""

import json
import re
import subprocess
import sys

import grpc
from google.rpc import error_details_pb2 as details_pb2
from grpc_status import rpc_status

# google/rpc/code.proto.
CODES = {
    "cancelled": 1, "unknown": 2, "invalid-argument": 3, "deadline-exceeded": 4, "not-found": 5, "already-exists": 6,
    "permission-denied": 7, "resource-exhausted": 8, "failed-precondition": 9, "aborted": 10, "out-of-range": 11,
    "unimplemented": 12, "internal": 13, "unavailable": 14, "data-loss": 15, "unauthenticated": 16,
}

# The values that the server gives to the only entry that has some. The sensitive one is not among them.
PARAMS = {"QuotaExceeded": {"used": "7", "limit": "9", "owner": "Ada"}}
MESSAGES = {"QuotaExceeded": {"en": "7 of 9 used by Ada", "zh": "Ada 已用 9 中的 7"}}

# The limit that gRPC has by default for the headers of a status, above which it refuses them.
MAX_HEADER_BYTES = 8 * 1024


def upper_snake(name):
    """MeetingNotFound is MEETING_NOT_FOUND: a word begins at a capital after a small letter, or before one."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return words.upper()


def connected(address, max_header_bytes):
    """Returns a channel that refuses every status whose headers are larger: gRPC itself counts them, as they are on the wire."""
    options = {
        "grpc.enable_http_proxy": 0,
        "grpc.max_metadata_size": max_header_bytes,
        "grpc.absolute_max_metadata_size": max_header_bytes,
    }
    return grpc.insecure_channel(address, options=list(options.items()))


def call(channel, table, name, locale):
    """Returns the code of a call, its message, and its details by type."""
    method = channel.unary_unary(f"/{table}/{name}")
    try:
        method(b"", metadata=[("accept-language", locale)], timeout=10)
    except grpc.RpcError as error:
        status = rpc_status.from_call(error)
        details = {}
        for detail in status.details:
            kind = detail.type_url.rsplit(".", 1)[1]
            message = getattr(details_pb2, kind)()
            assert detail.Unpack(message)
            details[kind] = message
        return error.code().value[0], status.message, details
    raise AssertionError(f"{table}/{name} succeeded")


def expected_of(document, table, name):
    """Returns the entry that leaves for an entry: itself, or its mask."""
    [entries] = [each["entries"] for each in document["tables"] if each["name"] == table]
    by_name = {entry["name"]: entry for entry in entries}
    return by_name[by_name[name].get("mask", name)]


def check_entry(channel, document, table, name, locale):
    entry = expected_of(document, table, name)
    code, message, details = call(channel, table, name, locale)
    texts = MESSAGES.get(entry["name"], entry["message"])
    domain = document["catalog"].get("domain", table)
    first = document["catalog"]["locales"][0]
    assert code == CODES[entry["category"]], (name, code)
    assert message == texts[first], (name, message)
    info = details["ErrorInfo"]
    assert (info.reason, info.domain) == (upper_snake(entry["name"]), domain), info
    expected = {"code": str(entry["code"]), "table": table, "http": str(entry["http"])}
    assert dict(info.metadata) == expected | PARAMS.get(entry["name"], {}), info
    assert (details["LocalizedMessage"].locale, details["LocalizedMessage"].message) == (locale, texts[locale])
    if entry["url"] is None:
        assert "Help" not in details
    else:
        [link] = details["Help"].links
        assert link.url == entry["url"], link
        title = entry.get("title", entry["message"])
        assert link.description == title[locale], link
    after_ms = entry["retry"]["after_ms"]
    if after_ms is None:
        assert "RetryInfo" not in details, details
    else:
        assert details["RetryInfo"].retry_delay.ToMilliseconds() == after_ms
    if name not in PARAMS:
        assert details["RequestInfo"].request_id == "5f1c"


def check_items(channel):
    code, _, details = call(channel, "quota", "Combined", "zh")
    assert code == CODES["invalid-argument"]
    assert details["ErrorInfo"].reason == "INVALID_PLAN"
    violations = [
        (each.field, each.reason, each.description, each.localized_message.locale, each.localized_message.message)
        for each in details["BadRequest"].field_violations
    ]
    tier = ("UNKNOWN_TIER", "There is no such tier", "zh", "没有该等级")
    assert violations == [
        ("plans[0].tier", *tier),
        ("plans[1].tier", *tier),
        ("name", "INVALID_PLAN", "The plan is not valid", "zh", "套餐无效"),
    ], violations


def check_largest(channel):
    code, _, details = call(channel, "quota", "Largest", "zh")
    assert code == CODES["resource-exhausted"]
    assert details["ErrorInfo"].metadata["code"] == "4001"
    assert "items" in details["ErrorInfo"].metadata["omitted"]
    assert details["BadRequest"].field_violations


def check_limit(channel):
    """Checks that gRPC counts: with half of the limit it refuses the largest status, and reads any other."""
    try:
        channel.unary_unary("/quota/Largest")(b"", timeout=10)
    except grpc.RpcError as error:
        assert error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED, error
        assert "metadata size" in error.details(), error
    else:
        raise AssertionError("quota/Largest succeeded")
    check_items(channel)


def main(server, quota, rest):
    documents = {}
    for table, path in (("quota", quota), ("rest", rest)):
        with open(path, encoding="utf-8") as file:
            documents[table] = json.load(file)
    process = subprocess.Popen([server], stdout=subprocess.PIPE, text=True)
    try:
        address = process.stdout.readline().strip()
        channel = connected(address, MAX_HEADER_BYTES)
        read = 0
        for table, document in documents.items():
            [entries] = [each["entries"] for each in document["tables"] if each["name"] == table]
            for entry in entries:
                for locale in document["catalog"]["locales"]:
                    check_entry(channel, document, table, entry["name"], locale)
                read += 1
        check_items(channel)
        check_largest(channel)
        check_limit(connected(address, MAX_HEADER_BYTES // 2))
        print(f"the statuses of {read} of {sum_of(documents)} entries were read, each in two languages")
    finally:
        process.kill()


def sum_of(documents):
    return sum(
        len(table["entries"])
        for name, document in documents.items()
        for table in document["tables"]
        if table["name"] == name
    )


main(*sys.argv[1:])
