package org.cityarchive.search.query;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.cityarchive.core.search.InText;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.SearchableRecord;

/** Queries made of what real records say, in every spelling of the language: the same for the same seed, and most of them find something. */
final class RealQuestions {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final String[] PLAIN = {"is:deleted", "is:edited", "is:hidden", "is:latest", "was:deleted", "was:hidden",
            "has:media",
            "has:photo", "has:video", "has:link", "kind:post", "kind:comment", "kind:message", "author-kind:city",
            "author-kind:public",
            "author-kind:unknown", "lang:en", "lang:es"};

    private final List<SearchableRecord> records;
    private final List<String> foreign;
    private final Random random;

    RealQuestions(List<SearchableRecord> records, long seed) {
        this.records = records;
        this.random = new Random(seed);
        this.foreign = records.stream().map(record -> words(record).text()).filter(text -> text.chars().anyMatch(c -> c > 127))
                .toList();
    }

    /** So many different ones that the language reads. */
    List<String> some(int many) {
        var asked = new LinkedHashSet<String>();
        while (asked.size() < many) {
            var query = query(asked.size());
            if (isRead(query)) {
                asked.add(query);
            }
        }
        return List.copyOf(asked);
    }

    static RecordQuery read(String query) {
        return RecordQuery.parse(query, DENVER);
    }

    private static boolean isRead(String query) {
        try {
            return !read(query).equals(new RecordQuery.Everything());
        } catch (QueryError _) {
            return false; // what stands in a text is not always a query: a bracket, a colon
        }
    }

    private String query(int number) {
        return switch (number % 10) {
            case 0 -> word();
            case 1 -> phrase();
            case 2 -> odd();
            case 3 -> part() + " " + part();
            case 4 -> part() + " -" + part();
            case 5 -> "(" + part() + " OR " + part() + ") " + field();
            case 6 -> field() + " " + field();
            case 7 -> word() + " " + field();
            case 8 -> "-(" + part() + " OR " + field() + ") " + word();
            default -> inText();
        };
    }

    private String part() {
        return switch (random.nextInt(5)) {
            case 0 -> phrase();
            case 1 -> field();
            case 2 -> inText();
            case 3 -> odd();
            default -> word();
        };
    }

    private String word() {
        var word = one(typed(words(any()).text()));
        return switch (random.nextInt(6)) {
            case 0 -> "=" + word;
            case 1 -> "~" + word;
            case 2 -> word.substring(0, word.offsetByCodePoints(0, Math.min(word.codePointCount(0, word.length()), 4))) + "*";
            default -> word;
        };
    }

    private String phrase() {
        var words = typed(words(any()).text());
        int from = random.nextInt(words.size());
        var together = String.join(random.nextInt(4) == 0 ? ", " : " ",
                words.subList(from, Math.min(words.size(), from + 2 + random.nextInt(3))));
        return (random.nextInt(5) == 0 ? "=" : random.nextInt(6) == 0 ? "~" : "") + '"' + together.replaceAll("[\"“”„]", "")
                + '"';
    }

    /** Where a text leaves ASCII: letters with marks, other scripts, emoji, typographic signs. */
    private String odd() {
        var text = foreign.get(random.nextInt(foreign.size()));
        var there = typed(text).stream().filter(word -> word.chars().anyMatch(c -> c > 127)).toList();
        var word = there.isEmpty() ? one(typed(text)) : one(there);
        return random.nextBoolean() ? word : '"' + word.replaceAll("[\"“”„]", "") + '"';
    }

    private String inText() {
        while (true) {
            var text = words(any()).text();
            var found = Stream.of(InText.hashtags(text).stream().map(tag -> "#" + tag.value()),
                    InText.mentions(text).stream().map(mention -> "@" + mention.value()),
                    InText.links(text).stream().map(InText.Found::value))
                    .flatMap(each -> each).toList();
            if (!found.isEmpty()) {
                var one = one(found);
                return one.startsWith("@") || random.nextInt(4) > 0 ? one : one.substring(0, Math.min(one.length(), 12)) + "*";
            }
        }
    }

    private String field() {
        var record = any();
        var day = record.known().getLast().at().atZone(ZoneOffset.UTC).toLocalDate();
        var author = words(record).authorName();
        var parent = record.parent();
        return switch (random.nextInt(11)) {
            case 0 -> "account:" + record.handle();
            case 1 -> "account:" + record.account();
            case 2 -> author == null ? "author-kind:unknown" : "author:\"" + author.replace('"', '\'') + '"';
            case 3 -> "platform:" + record.platform();
            case 4 -> "before:" + day;
            case 5 -> "after:" + day;
            case 6 -> "on:" + (random.nextBoolean() ? day : day.getYear());
            case 7 -> "captured-after:" + day;
            case 8 -> parent == null ? "kind:comment" : "reply-to:" + parent;
            case 9 -> "lang:" + (words(record).lang() == null ? "en" : words(record).lang());
            default -> PLAIN[random.nextInt(PLAIN.length)];
        };
    }

    private static List<String> typed(String text) {
        var typed = Stream.of(text.split("\\s+")).filter(word -> !word.isBlank() && !word.equals("OR")).toList();
        return typed.isEmpty() ? List.of("nothing") : typed;
    }

    private SearchableRecord any() {
        return records.get(random.nextInt(records.size()));
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static SearchableRecord.Words words(SearchableRecord record) {
        return record.known().getLast().stretches().getLast().words();
    }
}
