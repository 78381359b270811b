"""Reads every REST error of the catalog with the vendor's own SDK.

Usage: read_errors.py SERVER CATALOG FACTS...

SERVER is the program that answers with the error whose code ends the path (the example every_error), CATALOG the output
of `cargo errcat export json`, and FACTS are the tables of the codes that the vendor is known to send.
"""

import csv
import json
import subprocess
import sys

from wemeet_openapi import Client
from wemeet_openapi.core import xhttp
from wemeet_openapi.core.constants import DEFAULT_SERIALIZER
from wemeet_openapi.core.exception import ServiceException
from wemeet_openapi.service.meetings.api import ApiV1MeetingsMeetingIdGetRequest

# The pairs that were seen on the wire; every other error is sent with its code.
NEW_ERROR_CODES = {9007: 1000009007, 13603: 101013603, 190004: 1000190004, 190457: 1000190457}


def codes_of_facts(paths):
    """Returns the codes of the REST API in some tables; a table without the column has only such codes."""
    codes = set()
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("table", "rest") == "rest":
                    codes.add(int(row["code"]))
    return codes


def messages_of_catalog(path):
    """Returns the messages of the REST API by code, in the catalog's first locale."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    locale = document["catalog"]["locales"][0]
    [table] = [table for table in document["tables"] if table["name"] == "rest"]
    return {entry["code"]: entry["message"][locale] for entry in table["entries"]}


def error_of(client, code):
    """Returns what the SDK reads of the response, as code, new code and message."""
    request = ApiV1MeetingsMeetingIdGetRequest(
        meeting_id=str(code), operator_id="1", operator_id_type="1", instanceid="1"
    )
    try:
        client.meetings_api.v1_meetings_meeting_id_get(request, authenticator_options=[])
    except ServiceException as error:
        info = error.error_info
        if info is None:
            return f"no error in {error.api_resp.raw_body!r}"
        return info.error_code, info.new_error_code, info.message
    return "a success"


def main(server, catalog, *facts):
    codes, messages = codes_of_facts(facts), messages_of_catalog(catalog)
    if codes != set(messages):
        sys.exit(f"the catalog and the facts differ in the codes {sorted(codes ^ set(messages))}")
    read = 0
    with subprocess.Popen([server], stdout=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().strip()
            client = Client(clt=xhttp.Client(address, "http", serializer=DEFAULT_SERIALIZER))
            for code in sorted(codes):
                expected = (code, NEW_ERROR_CODES.get(code, code), messages[code])
                actual = error_of(client, code)
                if actual == expected:
                    read += 1
                else:
                    print(f"{code}: expected {expected}, but the SDK read {actual}")
        finally:
            process.terminate()
    print(f"{read} of {len(codes)} errors were read")
    sys.exit(read != len(codes))


if __name__ == "__main__":
    main(*sys.argv[1:])
