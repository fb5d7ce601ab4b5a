package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.cli.Typed;
import org.cityarchive.server.retention.StandingRows;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A long list in a whole server, from the due page to its certificate. {@code -Ddisposition.records=100000} takes a long one, and what each
 * step takes is printed: of wall, of this process and of its database.
 */
class LongDispositionTest {
    private static final int RECORDS = Integer.getInteger("disposition.records", 501);
    private static final int OLD = Math.max(4, RECORDS / 10);
    private static final Duration PATIENCE = Duration.ofMinutes(2 + RECORDS / 1_000);
    private static final int AT_ONCE = 10_000;
    private static final DueList.Wanted DUE = DueList.Wanted.on(LocalDate.parse("2026-06-01"));

    @SuppressWarnings("NullAway.Init")
    private static DueCity city;

    @BeforeAll
    static void start() {
        city = new DueCity(1);
        timed("captured", () -> {
            importLines(RECORDS, "n", "2020-05-10");
            importLines(OLD, "o", "1970-05-10");
            await(() -> city.part(StandingRows.class).waiting() == 0
                    && city.part(DueList.class).bar(DUE).total() > RECORDS + OLD);
        });
    }

    @AfterAll
    static void stop() {
        city.close();
    }

    private static void importLines(int records, String id, String day) {
        var lines = new StringBuilder();
        for (int i = 0; i < records; i++) {
            lines.append("{\"platform\":\"facebook\",\"account\":\"bend\",\"id\":\"").append(id).append(i)
                    .append("\",\"kind\":\"post\",\"text\":\"Pool hours ").append(i).append("\",\"createdAt\":\"").append(day)
                    .append("T18:00:00Z\",\"observedAt\":\"2026-01-01T12:00:00Z\",\"state\":\"present\"}\n");
        }
        city.archive.importLines(lines.toString());
    }

    private static void await(BooleanSupplier until) {
        Awaitility.await().atMost(PATIENCE).until(until::getAsBoolean);
    }

    private static void timed(String step, Runnable taken) {
        long began = System.nanoTime();
        var before = used();
        taken.run();
        var after = used();
        System.out.printf("%,d records, %s: %,d ms, of processor %,d here and %,d in the database, %d MiB of heap%n", RECORDS,
                step,
                (System.nanoTime() - began) / 1_000_000, after.get(0) - before.get(0), after.get(1) - before.get(1),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
    }

    /** Milliseconds of processor of this process, and of its database. */
    private static List<Long> used() {
        var here = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        long below = database().flatMap(one -> one.info().totalCpuDuration().stream()).mapToLong(Duration::toMillis).sum();
        return List.of(here.getProcessCpuTime() / 1_000_000, below);
    }

    /** The processes of the database, where it is the archive's own. */
    private static Stream<ProcessHandle> database() {
        try (var files = Files.find(city.archive.home(), 6, (file, _) -> file.endsWith("postmaster.pid"))) {
            var pid = files.findFirst();
            return pid.isEmpty()
                    ? Stream.of()
                    : ProcessHandle.of(Long.parseLong(Files.readAllLines(pid.get()).getFirst())).stream()
                            .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Due ones, or those that are to be offered first. */
    private static List<RecordId> listed(boolean old) {
        var records = new ArrayList<RecordId>();
        String cursor = null;
        do {
            var page = city.part(DueList.class).page(DUE, cursor, 1_000);
            page.lines().stream().filter(line -> line.dated().getYear() == (old ? 1970 : 2020)).map(DueList.Line::record)
                    .forEach(records::add);
            cursor = page.next();
        } while (cursor != null);
        return records;
    }

    /** As the API does with a few thousand records at once; looked at and handed on. */
    private static DispositionId proposed(List<RecordId> records) {
        var disposing = city.part(Disposing.class);
        var list = new DispositionId(UUID.randomUUID());
        var clerk = new Actor(city.ruth.toString(), Role.CLERK);
        timed("proposed " + records.size(), () -> {
            for (int from = 0; from < records.size(); from += AT_ONCE) {
                disposing.propose(list, records.subList(from, Math.min(records.size(), from + AT_ONCE)),
                        new Disposing.Why("Yearly run", ""), clerk);
            }
        });
        timed("looked through", () -> disposing.review(list, List.of(), clerk));
        return list;
    }

    private static void page(String path, String token) {
        timed("page " + path.replaceAll("[0-9a-f-]{36}", "ID"),
                () -> assertThat(city.archive.send("GET", path, token).statusCode()).isEqualTo(200));
    }

    @Test
    void aLongListGoesFromTheDuePageToItsCertificate() {
        page("/disposition", city.clerk);
        page("/disposition", city.clerk);
        var records = listed(false);
        var list = proposed(records);
        var at = "/" + list;
        page("/disposition/batches/" + list + "/review", city.clerk);
        timed("submitted", () -> city.post(at + "/submission", city.clerk, "{}"));
        page("/disposition/batches/" + list, city.clerk);
        whatNobodyOpenedIsLookedAtFirst(list, records.size());
        timed("approved", () -> approvedAtAShell(list, records.size()));
        assertThat(city.get(at + "/check").path("state").asString()).isEqualTo("looked");
        page("/disposition/batches/" + list + "/document", city.clerk);
        timed("carried out", () -> {
            city.post(at + "/execution", city.clerk, "{}");
            await(() -> city.get(at).path("stage").asString().equals("completed"));
        });
        assertThat(city.get(at).path("records").path("destroyed").asInt()).isEqualTo(records.size());
        timed("certified", () -> await(() -> city.archive.send("GET", "/api/v1/dispositions" + at + "/certificate", city.clerk)
                .body().contains("\"state\":\"final\"")));
    }

    /** While nothing can be opened: the API says where to look, the page keeps what was typed, the shell waits. */
    private static void whatNobodyOpenedIsLookedAtFirst(DispositionId list, int records) {
        var form = "records=" + records + "&councilOrder=Resolution+2026-31";
        try (var connection = city.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("lock table vault_part in access exclusive mode");
                long words = words();
                var late = approve(list, records, ",\"executeFrom\":\"2020-01-01\"");
                assertThat(late.body()).as("refused without a look").contains("disposition-day-is-over");
                var answer = approve(list, records, "");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                assertThat(answer.headers().firstValue("Location")).contains("/api/v1/dispositions/" + list + "/check");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                assertThat(answer.body()).contains("\"state\":\"looking\"", "\"total\":" + records, "send it again");
                assertThat(words()).as("nothing was said yet").isEqualTo(words);
                assertThat(city.get("/" + list + "/check").path("state").asString()).isEqualTo("looking");
                var page = city.archive.post("/disposition/batches/" + list + "/approval", "application/x-www-form-urlencoded",
                        form, "Authorization", "Bearer " + city.manager);
                assertThat(page.statusCode()).as(page.body()).isEqualTo(202);
                assertThat(page.body()).contains("data-problem=\"still-looking\"", "value=\"Resolution 2026-31\"");
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(city.get("/" + list).path("approved").isMissingNode()).isTrue();
    }

    private static long words() {
        return JdbcClient.create(city.part(DataSource.class)).sql("select count(*) from disposition_words").query(Long.class)
                .single();
    }

    private static HttpResponse<String> approve(DispositionId list, int records, String more) {
        return city.archive.postJson("/api/v1/dispositions/" + list + "/approvals", city.manager,
                "{\"records\":" + records + ",\"councilOrder\":\"Resolution 2026-31\"" + more + "}");
    }

    /** At a shell, which waits until the list is looked at. */
    private static void approvedAtAShell(DispositionId list, int records) {
        var shell = Map.of("ARCHIVE_URL", city.archive.server().address().toString(), "ARCHIVE_TOKEN", city.manager);
        var said = Typed.at(shell, "disposition", "approve", list.toString(), "--records", String.valueOf(records), "--order",
                "Resolution 2026-31", "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).contains("\"approved\":{");
    }

    @Test
    void aLongListIsOffered() {
        var records = listed(true);
        var list = proposed(records);
        page("/disposition/batches/" + list + "/offers", city.clerk);
        page("/disposition/batches/" + list + "/offers", city.clerk);
        timed("noticed", () -> city.post("/" + list + "/notice", city.clerk, "{\"reference\":\"RM88 2026-4\"}"));
        var some = DueCity.ids(records.subList(0, records.size() / 2).stream().map(RecordId::toString).toList());
        var answer = "{\"records\":" + some + ",\"answeredBy\":\"university\",\"claimed\":%s,\"who\":\"Dean Ames\"}";
        timed("claimed", () -> city.post("/" + list + "/offers", city.clerk, answer.formatted("true")));
        page("/disposition/batches/" + list + "/offers", city.clerk);
        page("/disposition/batches/" + list + "/transfer", city.clerk);
        timed("given up", () -> city.post("/" + list + "/offers", city.clerk, answer.formatted("false")));
        timed("excepted", () -> city.post("/" + list + "/exceptions", city.clerk,
                "{\"records\":" + some + ",\"reason\":\"The museum shows them\"}"));
        assertThat(city.get("/" + list).path("records").path("excepted").asInt()).isEqualTo(records.size() / 2);
    }
}
