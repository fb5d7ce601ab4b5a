package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** A made-up archiver's log in the neutral format, by a seed: records are edited, reverted, deleted, hidden, seen again, twice and late. */
final class ObservedLines {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> WORDS = List.of("snow", "plow", "council", "meeting", "park", "closed", "water", "main",
            "road",
            "library", "hours", "budget", "street", "thanks", "permit", "fire", "trail", "election", "noise", "recycling");
    private static final List<String> BAD = List.of("{\"platform\":\"facebook\",", "not json at all",
            "{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"x\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"state\":\"present\"}",
            "{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"x\",\"kind\":\"post\",\"observedAt\":\"2999-01-01T00:00:00Z\","
                    + "\"state\":\"present\",\"text\":\"later\"}");
    private static final int A_BAD_ONE_IN = 500;

    private final Random random;
    private final String account;
    private final List<Line> lines = new ArrayList<>();

    private ObservedLines(long seed, String account) {
        this.random = new Random(seed);
        this.account = account;
    }

    /** @param place where it stands in the file: about when it was seen */
    private record Line(long place, String text) {}

    /** So many lines; the same for every account but for its name. */
    static List<String> of(long seed, int count, String account) {
        var made = new ObservedLines(seed, account);
        for (int record = 0; made.lines.size() < count; record++) {
            made.life(record);
        }
        var text = made.lines.subList(0, count).stream().sorted(Comparator.comparingLong(Line::place)).map(Line::text).toList();
        var file = new ArrayList<>(text);
        for (int at = A_BAD_ONE_IN / 2; at < count; at += A_BAD_ONE_IN) {
            file.set(at, BAD.get(at / A_BAD_ONE_IN % BAD.size()));
        }
        return List.copyOf(file);
    }

    static byte[] file(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    private void life(int record) {
        long seen = record * 60L;
        var texts = new ArrayList<>(List.of(words()));
        put(record, seen, present(texts.getLast()));
        int steps = random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            seen += 1 + random.nextInt(50_000);
            switch (random.nextInt(8)) {
                case 0, 1 -> texts.add(words());
                case 2 -> texts.add(texts.getFirst());
                case 3 -> put(record, seen, "\"state\":\"gone\",\"confirmedBy\":\"platform-event\"");
                case 4 -> put(record, seen, "\"state\":\"hidden\"");
                case 5 -> lines.add(lines.get(lines.size() - 1));
                default -> {
                    // seen again as it was, with other counters
                }
            }
            put(record, seen + 1, present(texts.getLast()));
        }
        if (random.nextInt(5) == 0) {
            put(record, seen + 60_000, "\"state\":\"gone\",\"confirmedBy\":\"direct-read\"");
        }
    }

    private void put(int record, long seen, String state) {
        boolean comment = record % 3 != 0;
        var line = "{\"platform\":\"facebook\",\"account\":\"" + account + "\",\"id\":\"n" + record + "\",\"kind\":\""
                + (comment ? "comment\",\"parent\":\"n" + (record - record % 3) : "post") + "\",\"createdAt\":\""
                + START.plusSeconds(record * 60L) + "\",\"observedAt\":\"" + START.plusSeconds(seen + 30) + "\"," + state + "}";
        boolean late = random.nextInt(10) == 0;
        lines.add(new Line(late ? seen + random.nextInt(100_000) : seen, line));
    }

    private String present(String text) {
        return "\"state\":\"present\",\"author\":{\"id\":\"u" + text.length() % 7 + "\",\"name\":\"Person " + text.length() % 7
                + "\"},"
                + "\"text\":\"" + text + "\",\"counters\":{\"likes\":" + random.nextInt(40) + "}";
    }

    private String words() {
        var text = new StringBuilder();
        for (int words = 4 + random.nextInt(20); words > 0; words--) {
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(words > 1 ? " " : ".");
        }
        return text.toString();
    }
}
