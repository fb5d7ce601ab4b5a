#!/usr/bin/env python3
"""Times pages of a running archive, read whole over one connection, one at a time: p50 and p99 in milliseconds, with the machine's load.

    ARCHIVE_TOKEN=... ./pages.py [--url http://localhost:8080] [--runs 100] [--thread RECORD]

The record is the newest that `q` finds; --thread names a record of a large conversation. Needs only Python's own library.
"""
import argparse, http.client, json, os, statistics, time, urllib.parse

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--url", default=os.environ.get("ARCHIVE_URL", "http://localhost:8080"))
parser.add_argument("--runs", type=int, default=100)
parser.add_argument("--q", default="wildfire")
parser.add_argument("--thread")
options = parser.parse_args()
server = http.client.HTTPConnection(urllib.parse.urlparse(options.url).netloc)
headers = {"Authorization": "Bearer " + os.environ["ARCHIVE_TOKEN"]}


def read(path):
    began = time.perf_counter()
    server.request("GET", path, headers=headers)
    answer = server.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit("%s %s: %s" % (path, answer.status, body[:300]))
    return (time.perf_counter() - began) * 1000, body


query = urllib.parse.quote(options.q)
record = json.loads(read("/api/v1/records?limit=1&q=" + query)[1])["items"][0]["id"]
pages = [("search", "/search?q=" + query), ("search, everything", "/search")]
pages += [("record: " + (tab or "as it looked"), ("/record/%s/%s" % (record, tab)).rstrip("/"))
          for tab in ("", "versions", "thread", "history", "source", "proof")]
if options.thread:
    pages.append(("thread of many", "/record/%s/thread" % options.thread))
    pages.append(("one record of it", "/record/%s" % options.thread))
pages += [(path, path) for path in ("/", "/account", "/capture/imports", "/people", "/people/audit", "/evidence", "/system", "/search/saved",
                                    "/search/exports")]
print("%-28s %8s %8s %9s   load" % ("page", "p50 ms", "p99 ms", "KB"))
for name, path in pages:
    for _ in range(max(3, options.runs // 10)):
        read(path)
    answers = sorted(read(path)[0] for _ in range(options.runs))
    print("%-28s %8.1f %8.1f %9.1f   %.1f" % (name, statistics.median(answers), answers[max(0, int(len(answers) * 0.99) - 1)],
                                            len(read(path)[1]) / 1024, os.getloadavg()[0]))
