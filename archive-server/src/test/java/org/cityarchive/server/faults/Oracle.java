package org.cityarchive.server.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.cityarchive.server.wiring.ArchiveProcess;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Keeps its own list of what was sent and of what was acknowledged, and reads everything back: over the API, from the index, from the tables. */
final class Oracle {
    static final String ACCOUNT = "town";

    private final ConcurrentLinkedQueue<Upload> uploads = new ConcurrentLinkedQueue<>();
    private final AtomicLong number = new AtomicLong();

    /** An upload; it is acknowledged once it has the id of its import. */
    static final class Upload {
        private final Map<String, String> texts;
        private volatile @Nullable String acknowledged;

        private Upload(Map<String, String> texts) {
            this.texts = texts;
        }
    }

    /** Sends lines that nobody sent before; whatever is thrown meanwhile, nothing is acknowledged then. */
    void send(ArchiveProcess archive, int lines) {
        var texts = new TreeMap<String, String>();
        var file = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            long n = number.incrementAndGet();
            texts.put("n" + n, "snow plow " + n + " on street " + n % 37);
            file.append("""
                    {"platform":"facebook","account":"town","id":"n%1$d","kind":"post","createdAt":"2026-01-01T12:00:00Z",\
                    "observedAt":"2026-01-02T12:00:00Z","state":"present","author":{"id":"u1","name":"Person 1"},"text":"%2$s"}
                    """.formatted(n, texts.get("n" + n)));
        }
        var upload = new Upload(Map.copyOf(texts));
        uploads.add(upload);
        upload.acknowledged = archive.upload(file.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** How many lines were acknowledged. */
    long acknowledged() {
        return uploads.stream().filter(upload -> upload.acknowledged != null).mapToLong(upload -> upload.texts.size()).sum();
    }

    /** Reads everything back, once all that was acknowledged had its time. */
    Finding check(ArchiveProcess archive, Tables tables) {
        var finding = imported(archive);
        var shown = new HashMap<String, List<String>>();
        for (var record : archive.items("/api/v1/records?account=" + ACCOUNT)) {
            shown.computeIfAbsent(record.path("nativeId").asString(), _ -> new ArrayList<>()).add(record.path("text").asString());
        }
        return finding.and(compared(shown)).and(tables.whole(shown.size()));
    }

    private Finding imported(ArchiveProcess archive) {
        var finding = Finding.NOTHING;
        long sum = 0;
        for (var upload : uploads) {
            var id = upload.acknowledged;
            if (id == null) {
                continue;
            }
            JsonNode done = archive.over(id);
            if (!done.path("state").asString().equals("done")) {
                finding = finding.and(new Finding(upload.texts.size(), 0, 0, List.of("an acknowledged import is " + done)));
            }
            sum += done.path("newRecords").asLong();
            finding = finding
                    .and(Finding.expect(done.path("read").asLong() == upload.texts.size(), "read otherwise than sent: " + done));
        }
        archive.awaitReaders();
        return finding
                .and(Finding.expect(sum == acknowledged(), "imports count " + sum + " records for " + acknowledged() + " lines"));
    }

    private Finding compared(Map<String, List<String>> shown) {
        var all = new HashMap<String, String>();
        var finding = Finding.NOTHING;
        for (var upload : uploads) {
            all.putAll(upload.texts);
            for (var line : upload.texts.entrySet()) {
                var found = shown.getOrDefault(line.getKey(), List.of());
                if (found.isEmpty() && upload.acknowledged != null) {
                    finding = finding.and(new Finding(1, 0, 0, List.of("lost: " + line.getKey())));
                } else if (found.size() > 1) {
                    finding = finding.and(new Finding(0, 1, 0, List.of("twice: " + line.getKey())));
                } else if (!found.isEmpty() && !found.getFirst().equals(line.getValue())) {
                    finding = finding.and(Finding.wrong("other text: " + line.getKey()));
                }
            }
        }
        for (var id : shown.keySet()) {
            finding = finding.and(Finding.expect(all.containsKey(id), "never sent: " + id));
        }
        return finding;
    }
}
