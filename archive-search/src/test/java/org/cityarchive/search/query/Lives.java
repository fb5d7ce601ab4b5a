package org.cityarchive.search.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.SearchableRecord.Words;

/** Records with random lives, and random queries that have something to find in them. */
final class Lives {
    static final long LAST_POSITION = 400;
    private static final Instant BEGIN = Instant.parse("2021-12-30T00:00:00.000001Z");
    private static final Instant CAPTURED = Instant.parse("2022-01-31T00:00:00.123Z");
    private static final String[] WORDS = {"flood", "Flood", "flooding", "floods", "Bogotá", "bogota", "BOGOTA\u0301", "town",
            "hall", "Hall", "town hall",
            "#flood", "#Flooding", "@FEMA", "@fema", "@city.bsky.social", "https://a.b/1", "https://a.b/2.", "don't", "don’t",
            "straße", "STRASSE",
            "covid-19", "1.2", "❤️love", "ﬁre", "दिल्ली", "business", "busi"};
    private static final String[] ASKED = {"flood", "=flood", "~flood", "~flooding", "floo*", "=Floo*", "bogotá", "=bogotá",
            "=bogota", "BOGO*", "town",
            "\"town hall\"", "=\"Town Hall\"", "\"town ha*\"", "\"=town ~halls\"", "\"flood town\"", "hall", "#flood", "#flo*",
            "@fema", "@city",
            "@city.bsky.social", "https://a.b/1", "https://a.b/*", "account:parks", "account:Police", "author:ann",
            "author:\"Böb Doe\"", "author:id-1",
            "author-kind:city", "author-kind:public", "author-kind:unknown", "platform:x", "platform:bluesky", "kind:post",
            "kind:comment", "lang:en",
            "lang:es", "reply-to:n3", "has:media", "has:photo", "has:video", "has:link", "is:deleted", "is:edited", "is:hidden",
            "is:latest",
            "was:deleted", "was:hidden", "before:2022-01-01", "captured:2022-02-01", "captured:2022", "captured-after:2022-02-02",
            "captured-before:2022-02-01T12:00:00Z", "after:2021-12-31", "on:2021-12-31", "on:2022", "don't", "strasse",
            "covid-19", "1.2", "love",
            "fire", "दिल्ली", "~busi", "~business", "nowhere", "\"nowhere hall\"", "nowh*"};
    private static final String[] HANDLES = {"Parks", "police", "Mayor"};

    private final Random random;

    Lives(long seed) {
        random = new Random(seed);
    }

    List<SearchableRecord> records(int count) {
        return IntStream.range(0, count).mapToObj(this::record).toList();
    }

    private SearchableRecord record(int number) {
        int account = random.nextInt(HANDLES.length);
        var known = new ArrayList<Known>();
        long from = 1 + random.nextLong(LAST_POSITION / 2);
        var at = BEGIN.plusSeconds(3_600L * random.nextInt(80));
        var stretches = new ArrayList<>(life());
        while (true) {
            boolean last = random.nextBoolean() || from > LAST_POSITION - 20;
            long until = last ? Known.NOW : from + 1 + random.nextLong(LAST_POSITION - from);
            known.add(new Known(from, until, at, true, List.copyOf(stretches)));
            if (last) {
                break;
            }
            from = until;
            stretches = new ArrayList<>(life());
            at = random.nextInt(5) == 0 ? at.plusSeconds(86_400) : at;
        }
        return new SearchableRecord(new RecordId(new UUID(random.nextLong(), random.nextLong())),
                new AccountId(new UUID(0, account)), HANDLES[account],
                account == 2 ? "bluesky" : "x", any(Kind.POST, Kind.POST, Kind.COMMENT, Kind.COMMENT, Kind.MESSAGE), "n" + number,
                "n" + random.nextInt(10), CAPTURED.plusSeconds(3_600L * random.nextInt(80)), known);
    }

    private List<Stretch> life() {
        var stretches = new ArrayList<Stretch>();
        var from = BEGIN.plusSeconds(random.nextInt(500_000));
        int version = 0;
        boolean gone = false;
        boolean hidden = false;
        int count = 1 + random.nextInt(4);
        var words = new Words("", null, null, AuthorKind.UNKNOWN, null, null, List.of());
        for (int i = 0; i < count; i++) {
            var state = any(State.PRESENT, State.PRESENT, State.PRESENT, State.PRESENT, State.HIDDEN, State.GONE);
            if ((version == 0 && state != State.GONE) || random.nextBoolean()) {
                version++;
                words = words();
            }
            gone |= state == State.GONE;
            hidden |= state == State.HIDDEN;
            var to = from.plusSeconds(1 + random.nextInt(200_000));
            stretches.add(new Stretch(from, i == count - 1 ? null : to, version, state, version, gone, hidden, words));
            from = random.nextInt(4) == 0 ? to.plusSeconds(1_000) : to;
        }
        return stretches;
    }

    private Words words() {
        var text = new StringBuilder();
        for (int i = random.nextInt(9); i > 0; i--) {
            text.append(one(WORDS)).append(one(" ", " ", "\n", ", ", "! "));
        }
        var author = random.nextInt(4);
        return new Words(text.toString(), author == 0 ? null : "id-" + author, one("Ann", "Böb Doe", "ann", "Cy"),
                any(AuthorKind.CITY, AuthorKind.PUBLIC, AuthorKind.UNKNOWN),
                random.nextBoolean() ? one("en", "ES") : null,
                random.nextBoolean() ? one("https://a.b/1", "https://c.d/9") : null,
                Stream.of("photo", "video", "image/png").filter(_ -> random.nextInt(4) == 0).toList());
    }

    String query() {
        return query(3);
    }

    private String query(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(8)) {
            case 0, 1, 2 -> one(ASKED);
            case 3 -> "-" + one(ASKED);
            case 4 -> query(depth - 1) + " " + query(depth - 1);
            case 5 -> "(" + query(depth - 1) + ") OR (" + query(depth - 1) + ")";
            case 6 -> "-(" + query(depth - 1) + ")";
            default -> query(depth - 1) + " " + one(ASKED);
        };
    }

    /** A moment at which something may just have changed. */
    Instant moment(List<SearchableRecord> records) {
        var known = records.get(random.nextInt(records.size())).known();
        var stretches = known.get(random.nextInt(known.size())).stretches();
        return stretches.get(random.nextInt(stretches.size())).from().plusSeconds(random.nextInt(3) - 1L);
    }

    long position() {
        return 1 + random.nextLong(LAST_POSITION);
    }

    /** The record as it was known at a position; null before it was. */
    static List<SearchableRecord> knownAt(List<SearchableRecord> records, long position) {
        return records.stream().filter(record -> record.known().getFirst().from() <= position).map(record -> {
            var known = record.known()
                    .stream()
                    .filter(k -> k.from() <= position)
                    .map(k -> new Known(k.from(), k.until() > position ? Known.NOW : k.until(), k.at(), k.claimed(),
                            k.stretches()))
                    .toList();
            return new SearchableRecord(record.id(), record.account(), record.handle(), record.platform(), record.kind(),
                    record.nativeId(),
                    record.parent(), record.captured(), known);
        }).toList();
    }

    @SafeVarargs
    private final <T> T any(T... of) {
        return of[random.nextInt(of.length)];
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }
}
