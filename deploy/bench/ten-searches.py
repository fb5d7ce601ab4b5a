#!/usr/bin/env python3
"""Times ten kinds of search over the API of a running archive: p50 and p99 in milliseconds, as a client on the same machine sees them.

    ARCHIVE_TOKEN=... ./ten-searches.py [--url http://localhost:8080] [--runs 200] [--page]

With --page it asks the whole search page instead: facets, timeline, 50 records and the first one beside them. One connection, one request at a time, answers read whole (20 records with their text from the vault). Needs only Python's own library.
"""
import argparse, http.client, json, os, re, statistics, time, urllib.parse

KINDS = [
    ("a rare word", {"q": "pothole"}),
    ("a common word, with facets", {"q": "today", "facets": "1"}),
    ("two words", {"q": "water infrastructure"}),
    ("a phrase", {"q": '"town hall"'}),
    ("a prefix", {"q": "flood*"}),
    ("all forms of a word", {"q": "~vaccinate"}),
    ("a tag on a day", {"q": "#VeteransDay on:2021-11-11"}),
    ("an account's newest", {"account": "RepWexton", "sort": "newest"}),
    ("one of several, less another, in a period", {"q": "(wildfire OR flood) -insurance after:2021-12-01 before:2022-03-01"}),
    ("everything, with facets", {"q": "", "facets": "1"}),
]

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--url", default=os.environ.get("ARCHIVE_URL", "http://localhost:8080"))
parser.add_argument("--runs", type=int, default=200)
parser.add_argument("--page", action="store_true")
options = parser.parse_args()
server = http.client.HTTPConnection(urllib.parse.urlparse(options.url).netloc)
headers = {"Authorization": "Bearer " + os.environ["ARCHIVE_TOKEN"]}


def ask(parameters):
    began = time.perf_counter()
    if options.page:
        terms = {"account": "account:"}
        words = [parameters.get("q", "")] + [terms[name] + value for name, value in parameters.items() if name in terms]
        asked = "/search?" + urllib.parse.urlencode({"q": " ".join(words).strip()})
    else:
        asked = "/api/v1/records?" + urllib.parse.urlencode({"limit": "20", **parameters})
    server.request("GET", asked, headers=headers)
    answer = server.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit("%s: %s" % (answer.status, body[:300]))
    took = (time.perf_counter() - began) * 1000
    if options.page:
        return took, int(re.search(rb'id="found"[^>]*>([0-9,]+)', body).group(1).replace(b",", b""))
    return took, json.loads(body)["total"]


print("%-45s %10s %8s %8s" % ("search", "records", "p50 ms", "p99 ms"))
for name, parameters in KINDS:
    for _ in range(options.runs // 10):
        ask(parameters)
    times = sorted(ask(parameters)[0] for _ in range(options.runs))
    total = ask(parameters)[1]
    print("%-45s %10s %8.1f %8.1f" % (name, format(total, ","), statistics.median(times), times[int(len(times) * 0.99) - 1]))
