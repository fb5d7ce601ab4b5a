package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.web.CsvRow;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies beside the proofs of a hand-over for people and programs to read, compared with what the proofs show (EVIDENCE.md §7): each
 * record that is disclosed stands in it once, and none else, and what it is said to say is what it said, in every wording.
 */
final class ReadableFiles {
    static final String TABLE = "records.csv";
    static final String DATA = "records.json";
    static final String PRINT = "index.html";
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Columns of the table, and paths in the data, by the field that is disclosed. */
    private static final Map<String, String> FIELDS = Map.of("platform", "platform", "nativeId", "nativeId", "authorId",
            "author.id", "authorName", "author.name", "createdAt", "createdAt", "lang", "lang", "url", "url", "text", "text");

    private final Map<String, Proven> proven = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** A disclosure that is proven. */
    void add(byte[] disclosure) {
        var object = CanonicalJson.parseObject(disclosure);
        if (object.get("fact") instanceof Map<?, ?> fact && fact.get("payload") instanceof Map<?, ?> payload
                && payload.get("record") instanceof String record && object.get("fields") instanceof List<?> fields) {
            var known = proven.computeIfAbsent(record, _ -> new Proven());
            if (payload.get("parent") instanceof String parent) {
                known.answers(parent);
            }
            if (payload.get("version") instanceof Map<?, ?>) {
                known.add(fields);
            }
        }
    }

    /** What is said otherwise in those of the files that are there. */
    List<Finding> check(Map<String, byte[]> files) {
        Optional.ofNullable(files.get(TABLE)).ifPresent(bytes -> table(new String(bytes, UTF_8)));
        Optional.ofNullable(files.get(DATA)).ifPresent(this::data);
        Optional.ofNullable(files.get(PRINT)).ifPresent(bytes -> print(new String(bytes, UTF_8)));
        return List.copyOf(findings);
    }

    private void print(String page) {
        if (!PrintedAround.isOurs(page, proven.size())) {
            differs(PRINT, "what stands around its records is not what the archive writes there");
        }
        each(PRINT, PrintedRecords.of(page));
    }

    /** A record as a file shows it. */
    interface Shown {
        String record();

        /** The first thing that is not proven; empty: all is. */
        Optional<String> otherThan(Proven proven);
    }

    private void differs(String file, String what) {
        findings.add(new Finding(Code.B11, file, what));
    }

    private void each(String file, List<? extends Shown> shown) {
        var seen = new TreeSet<String>();
        for (var one : shown) {
            var known = proven.get(one.record());
            if (known == null) {
                differs(file, one.record().isEmpty()
                        ? "something stands in it between the records that the archive does not write there"
                        : "the record " + one.record() + " stands in it, and no proof tells of one");
            } else if (!seen.add(one.record())) {
                differs(file, "the record " + one.record() + " stands in it twice");
            } else {
                one.otherThan(known)
                        .ifPresent(what -> differs(file, "of the record " + one.record() + " it says what is not proven: "
                                + what));
            }
        }
        proven.keySet().stream().filter(record -> !seen.contains(record))
                .forEach(record -> differs(file, "the record " + record + " is proven and is missing in it"));
    }

    private void table(String csv) {
        var rows = CsvCells.of(csv.isEmpty() || csv.charAt(0) != BYTE_ORDER_MARK ? csv : csv.substring(1));
        var head = rows.isEmpty() ? List.<String>of() : rows.getFirst();
        if (!head.contains("id") || !head.containsAll(FIELDS.keySet()) || new TreeSet<>(head).size() < head.size()) {
            differs(TABLE, "its head is not the one with which the archive writes it");
            return;
        }
        each(TABLE, rows.subList(1, rows.size()).stream().map(row -> new Row(head, row)).toList());
    }

    /** A row of the table. */
    private record Row(List<String> head, List<String> cells) implements Shown {
        @Override
        public String record() {
            return cell("id");
        }

        private String cell(String column) {
            int at = head.indexOf(column);
            return at < cells.size() ? cells.get(at) : "";
        }

        @Override
        public Optional<String> otherThan(Proven proven) {
            return FIELDS.entrySet().stream()
                    .filter(field -> !proven.shows(field.getValue(), cell(field.getKey()), Row::spelled))
                    .map(Map.Entry::getKey).sorted().findFirst();
        }

        /** As the table spells a value. */
        private static String spelled(String value) {
            return CsvCells.of(CsvRow.of(List.of(value)) + "\r\n").getFirst().getFirst();
        }
    }

    private void data(byte[] bytes) {
        try {
            var all = JsonMapper.shared().readTree(bytes);
            if (!all.isArray()) {
                differs(DATA, "it is no list of records");
                return;
            }
            each(DATA, all.valueStream().map(Told::new).toList());
        } catch (JacksonException _) {
            differs(DATA, "it cannot be read");
        }
    }

    /** A record of the data. */
    private record Told(JsonNode node) implements Shown {
        @Override
        public String record() {
            return node.path("id").asString("");
        }

        private String at(String field) {
            var value = node;
            for (var name : field.split("\\.", -1)) {
                value = value.path(name);
            }
            return value.asString("");
        }

        @Override
        public Optional<String> otherThan(Proven proven) {
            var other = FIELDS.values().stream().filter(field -> !proven.shows(field, at(field), value -> value)).sorted()
                    .findFirst();
            var wordings = node.path("wordings").valueStream().map(wording -> wording.path("text").asString(""))
                    .collect(Collectors.toSet());
            boolean told = wordings.stream().allMatch(text -> proven.shows("text", text, value -> value))
                    && proven.hasAllIn("text", wordings, value -> value);
            return other.isPresent() || told ? other : Optional.of("a wording");
        }
    }
}
