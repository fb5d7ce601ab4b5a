package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.server.audit.AskedAudit;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.wiring.ArchiveProcess;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * A list of 1,040 of 1,080 records is carried out by a process that is killed twice as by {@code kill -9}, at any moment, while a hold and a
 * request come; its index folder is deleted before it begins and again before it ends. What is left goes on by itself.
 */
class KilledDestructionTest {
    private static final int POSTS = 1_080;
    private static final int SURVIVORS = 40;
    /** Held by their words before it begins: nobody may need the index to refuse them. */
    private static final Set<Integer> HELD = Set.of(41, 333, 777, 1_001, 1_079);
    private static final Set<Integer> HELD_MEANWHILE = Set.of(512, 650, 900, 1_050, 1_070);
    private static final Set<Integer> ASKED_MEANWHILE = Set.of(530, 670, 910, 1_060, 1_075);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Path home = Path.of("");
    private final Map<String, Integer> numbers = new HashMap<>();
    private String clerk = "";
    private String attorney = "";

    @Test
    void aListKilledTwiceDestroysWhatIsStillEligibleOnceAndNothingElse() throws Exception {
        var list = approved();
        withoutIndex();
        int port = ArchiveProcess.freePort();
        try (var archive = ArchiveProcess.start(home, port, Map.of())) {
            assertThat(archive.as(clerk).post("/api/v1/dispositions/" + list + "/execution", "{}").statusCode()).isEqualTo(202);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> archive.as(clerk)
                    .json("/api/v1/dispositions/" + list + "/records?state=destroyed&limit=1").path("total").asInt() > 0);
            LockSupport.parkNanos(random.nextInt(400_000_000));
            archive.kill();
        }
        try (var archive = ArchiveProcess.start(home, port, Map.of())) {
            meanwhile(archive);
            LockSupport.parkNanos(random.nextInt(1_500_000_000));
            archive.kill();
        }
        withoutIndex();
        try (var archive = RunningArchive.on(home)) {
            await().atMost(PATIENCE).until(() -> "completed".equals(json(archive, "/api/v1/dispositions/" + list).path("stage")
                    .asString()));
            await().atMost(PATIENCE).until(() -> archive.server().part(Erasing.class).finish());
            archive.awaitProjections();
            var kept = assertOnce(archive, list);
            assertErased(archive, kept);
            assertCertified(archive, list, POSTS - kept.size(), kept.size() - SURVIVORS);
            assertThat(AskedAudit.named(archive)).as("what an audit finds").isEmpty();
        }
    }

    /** Posts of 2020 on an approved list, but for the first ones; a hold on some came since. */
    private String approved() {
        try (var city = new DueCity(POSTS)) {
            home = city.archive.home();
            clerk = city.clerk;
            attorney = city.token(city.ruth, Role.ATTORNEY);
            numbers(city.archive).forEach((record, number) -> numbers.put(record.toString(), number));
            var some = numbers.entrySet().stream().filter(one -> one.getValue() >= SURVIVORS)
                    .sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey).toList();
            var id = city.post("", city.clerk, "{\"records\":" + DueCity.ids(some) + ",\"reason\":\"Yearly run\"}").path("id")
                    .asString();
            city.post("/" + id + "/approvals", city.manager,
                    "{\"records\":" + some.size() + ",\"councilOrder\":\"Resolution 2026-31\"}");
            assertThat(city.archive.postJson("/api/v1/holds", attorney, hold(HELD)).statusCode()).isEqualTo(201);
            return id;
        }
    }

    private static String hold(Set<Integer> numbers) {
        return "{\"matter\":\"Pool injury\",\"reason\":\"A claim\",\"scope\":{\"query\":\"hours ("
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(" OR ")) + ")\"}}";
    }

    private static Map<RecordId, Integer> numbers(RunningArchive archive) {
        var numbers = new HashMap<RecordId, Integer>();
        var ids = JdbcClient.create(archive.server().part(DataSource.class)).sql("select record from vault_record_key")
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
        archive.server().part(Records.class).views(ids, Long.MAX_VALUE)
                .forEach((record, view) -> numbers.put(record, Integer.valueOf(String
                        .valueOf(view.history().wordings().getLast().content().text()).replace("Pool hours ", ""))));
        return numbers;
    }

    private void withoutIndex() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("index"))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        assertThat(home.resolve("index")).doesNotExist();
    }

    private void meanwhile(ArchiveProcess archive) {
        assertThat(archive.as(attorney).post("/api/v1/holds", hold(HELD_MEANWHILE)).statusCode()).isEqualTo(201);
        var request = ArchiveOverHttp.json(archive.as(clerk).post("/api/v1/requests", "{\"text\":\"Pool hours\"}")).path("id")
                .asString();
        // of what is destroyed by then the request is refused, record by record
        for (var number : ASKED_MEANWHILE) {
            var record = numbers.entrySet().stream().filter(one -> one.getValue().equals(number)).findFirst().orElseThrow()
                    .getKey();
            archive.as(clerk).post("/api/v1/requests/" + request + "/records", "{\"include\":[\"" + record + "\"]}");
        }
    }

    private JsonNode json(RunningArchive archive, String path) {
        return ArchiveOverHttp.json(archive.send("GET", path, clerk));
    }

    /** @return the numbers of the posts that are kept */
    private Set<Integer> assertOnce(RunningArchive archive, String list) {
        var facts = archive.server().part(FactReader.class);
        var of = facts.tagged("disposition", List.of(list), Long.MAX_VALUE).getOrDefault(list, List.of());
        var gone = of.stream().filter(one -> one.fact() instanceof RecordDestroyed)
                .collect(Collectors.toMap(one -> number(((RecordDestroyed) one.fact()).record()), Recorded::position)); // twice: thrown
        var excepted = of.stream().map(Recorded::fact).filter(RecordExcepted.class::isInstance)
                .map(fact -> number(((RecordExcepted) fact).record())).toList();
        assertThat(of.stream().filter(one -> one.fact() instanceof DispositionCompleted)).as("seed " + seed).hasSize(1);
        assertThat(excepted).doesNotHaveDuplicates().doesNotContainAnyElementsOf(gone.keySet()).containsAll(HELD)
                .allMatch(number -> HELD.contains(number) || HELD_MEANWHILE.contains(number) || ASKED_MEANWHILE.contains(number));
        assertThat(gone.size() + excepted.size()).isEqualTo(POSTS - SURVIVORS);
        assertThat(gone.keySet()).allMatch(number -> number >= SURVIVORS);
        var all = facts.after(0, Set.of(HoldPlaced.class, RecordIncluded.class), 1_000).facts();
        long held = all.stream().filter(one -> one.fact() instanceof HoldPlaced).mapToLong(Recorded::position).max()
                .orElseThrow();
        HELD_MEANWHILE.forEach(number -> assertThat(gone.getOrDefault(number, 0L)).as("held " + number).isLessThan(held));
        all.stream().filter(one -> one.fact() instanceof RecordIncluded).forEach(one -> assertThat(
                gone.getOrDefault(number(((RecordIncluded) one.fact()).record()), 0L)).isLessThan(one.position()));
        var kept = new HashSet<>(numbers.values());
        kept.removeAll(gone.keySet());
        return kept;
    }

    private int number(RecordId record) {
        return numbers.getOrDefault(record.toString(), -1);
    }

    /** What is kept reads as it did, of the rest no key is there, and every step behind its end is done. */
    private static void assertErased(RunningArchive archive, Set<Integer> kept) {
        assertThat(numbers(archive).values()).containsExactlyInAnyOrderElementsOf(kept);
        var sql = JdbcClient.create(archive.server().part(DataSource.class));
        assertThat(sql.sql("select count(*) from vault_erased where done_at is not null").query(Integer.class).single())
                .isEqualTo(POSTS - kept.size());
        assertThat(sql.sql("select count(*) from vault_erased where done_at is null").query(Integer.class).single()).isZero();
        assertThat(sql.sql("select count(distinct record) from vault_part").query(Integer.class).single()).isEqualTo(kept.size());
    }

    private void assertCertified(RunningArchive archive, String list, int gone, int keptBack) {
        var certificate = json(archive, "/api/v1/dispositions/" + list + "/certificate");
        assertThat(certificate.path("state").asString()).isEqualTo("final");
        assertThat(certificate.path("count").asInt()).isEqualTo(gone);
        assertThat(certificate.path("records").size()).isEqualTo(gone);
        assertThat(certificate.path("keptBack").size()).isEqualTo(keptBack);
        assertThat(certificate.path("keys").size()).isPositive();
        assertThat(json(archive, "/api/v1/records?limit=1").path("total").asInt()).isEqualTo(POSTS - gone);
        assertThat(json(archive, "/api/v1/records?limit=1").path("destroyed").path("total").asInt()).isEqualTo(gone);
    }
}
