package org.cityarchive.server.faults;

import java.util.Arrays;
import org.awaitility.Awaitility;
import java.time.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.cityarchive.server.wiring.ArchiveProcess;

/** A byte is not what it was, or a file was torn: it is found, named, and never served as true. */
final class FlippedBytes {
    private FlippedBytes() {}

    static List<Scenario> all() {
        return List.of(Scenario.of("bytes-index", FlippedBytes::index), Scenario.of("bytes-key", FlippedBytes::key),
                Scenario.of("bytes-vault", chance -> row(chance, "vault_part", "sealed")),
                Scenario.of("bytes-event", chance -> row(chance, "event", "payload")));
    }

    private static Oracle begun(FaultHome home) {
        var oracle = new Oracle();
        try (var archive = home.start()) {
            oracle.send(archive, 300);
            oracle.check(archive, home.tables());
        }
        return oracle;
    }

    private static Finding index(Chance chance) throws Exception {
        try (var home = FaultHome.begun()) {
            var oracle = begun(home);
            var hit = hit(home.folder().resolve("index"), chance);
            try (var archive = home.start()) {
                boolean rebuilt = archive.said().contains("built again") || Files.readString(home.folder().resolve("logs")
                        .resolve("archive.json")).contains("built again");
                return oracle.check(archive, home.tables()).and(Finding.note(hit + (rebuilt ? ": built again" : ": harmless")));
            }
        }
    }

    private static Finding key(Chance chance) throws Exception {
        try (var home = FaultHome.begun()) {
            var oracle = begun(home);
            var keys = home.folder().resolve("keys");
            var aside = home.folder().resolve("keys.aside");
            FaultHome.run("cp", "-a", keys.toString(), aside.toString());
            var hit = hit(keys, chance);
            Finding finding;
            try (var archive = home.launch()) {
                Awaitility.await().atMost(Duration.ofSeconds(90))
                        .until(() -> !archive.isAlive() || archive.said().contains("City Archive runs at"));
                finding = archive.isAlive()
                        ? oracle.check(archive, home.tables()).and(Finding.note(hit + ": started, and all opens"))
                        : Finding.expect(archive.exit() == 3 && archive.said().contains("key"), hit + ": " + archive.said())
                                .and(Finding.note(hit + ": refused at the start"));
            } catch (AssertionError | RuntimeException e) {
                finding = Finding.wrong(hit + ": " + e);
            }
            FaultHome.run("rm", "-rf", keys.toString());
            FaultHome.run("mv", aside.toString(), keys.toString());
            try (var archive = home.start()) {
                return finding.and(oracle.check(archive, home.tables()));
            }
        }
    }

    /** Changes one byte, or cuts the file there. */
    private static String hit(Path folder, Chance chance) throws IOException {
        List<Path> files;
        try (var found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).sorted().toList();
        }
        var file = files.get(chance.below(files.size()));
        var bytes = Files.readAllBytes(file);
        int at = chance.below(bytes.length);
        if (chance.below(3) == 0) {
            Files.write(file, Arrays.copyOf(bytes, at));
            return file.getFileName() + " cut at " + at;
        }
        bytes[at] ^= (byte) (1 << chance.below(8));
        Files.write(file, bytes);
        return file.getFileName() + " changed at " + at;
    }

    /** A byte of one row, changed past every trigger, as a broken disk would. */
    private static Finding row(Chance chance, String table, String column) throws Exception {
        try (var home = FaultHome.begun(); var archive = home.start()) {
            var oracle = new Oracle();
            oracle.send(archive, 100);
            oracle.check(archive, home.tables());
            var records = archive.items("/api/v1/records?account=" + Oracle.ACCOUNT);
            var hit = records.get(chance.below(records.size()));
            var id = hit.path("id").asString();
            var which = table.equals("event")
                    ? "convert_from(payload, 'UTF8') like '%" + id + "%'"
                    : "record = '" + id + "'";
            home.tables()
                    .run("set session_replication_role = replica; update " + table + " set " + column + " = set_byte(" + column
                            + ", " + (20 + chance.below(20)) + ", (get_byte(" + column + ", 20) + 7) % 256) where " + which);
            return seen(archive, id, hit.path("text").asString(), records.size(), table);
        }
    }

    private static Finding seen(ArchiveProcess archive, String id, String text, int records, String table) {
        var one = archive.get("/api/v1/records/" + id);
        var finding = Finding.NOTHING;
        if (table.equals("vault_part")) {
            finding = finding.and(Finding.expect(one.statusCode() >= 500, "a broken part answers " + one.statusCode()))
                    .and(Finding.expect(one.body().contains(id), "a broken part is not named: " + one.body()));
        } else {
            var proof = archive.get("/api/v1/records/" + id + "/proof");
            finding = finding.and(Finding.expect(one.statusCode() >= 500 || proof.statusCode() >= 400,
                    "a changed fact is served (" + one.statusCode() + ") and proven (" + proof.statusCode() + ")"));
        }
        finding = finding
                .and(Finding.expect(one.statusCode() != 200 || one.body().contains(text), "another text is served as true"));
        var list = archive.get("/api/v1/records?limit=1000&account=" + Oracle.ACCOUNT);
        return finding.and(Finding.note("the record answers " + one.statusCode() + ", a list of all " + records + " answers "
                + list.statusCode()));
    }
}
