package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionCommand.AdoptRule;
import org.cityarchive.core.retention.RetentionCommand.AdoptSchedule;
import org.cityarchive.core.retention.RetentionCommand.ConfirmSeries;
import org.cityarchive.core.retention.RetentionPeriod;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.hold.HoldWords;
import org.cityarchive.server.people.City;
import org.cityarchive.server.retention.RetentionWords;
import org.cityarchive.server.retention.RuleQueries;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import tools.jackson.databind.JsonNode;

/** An archive on a home of its own, in which posts of 2020 are due since 2023, a clerk and a manager. */
final class DueCity implements AutoCloseable {
    private static final Attribution TEST = new Attribution("test", "clerk", "test", null, "America/Denver");
    private static final SeriesCode ROUTINE = new SeriesCode("S1-CORR-ROUTINE");

    final RunningArchive archive = RunningArchive.start(Map.of(Setting.CITY_NAME, "Cottonwood Bend"));
    final PersonId ruth = archive.person("Ruth Haugen", Role.CLERK);
    final PersonId ellen = archive.person("Ellen Tafoya", Role.MANAGER);
    final String clerk = token(ruth, Role.CLERK);
    final String manager = token(ellen, Role.MANAGER);

    DueCity(int posts) {
        importPosts(posts, "2026-01-01T12:00:00Z");
        settle();
    }

    /** The posts of 2020, as the platform showed them at a time. */
    void importPosts(int posts, String observedAt) {
        var lines = IntStream.range(0, posts)
                .mapToObj(
                        i -> "{\"platform\":\"facebook\",\"account\":\"bend\",\"id\":\"p%d\",\"kind\":\"post\",\"text\":\"Pool hours %d\","
                                .formatted(i, i)
                                + "\"createdAt\":\"2020-05-10T18:00:00Z\",\"observedAt\":\"" + observedAt
                                + "\",\"state\":\"present\"}")
                .collect(Collectors.joining("\n", "", "\n"));
        archive.importLines(lines);
    }

    String token(PersonId person, Role role) {
        return part(ApiTokens.class).make(role.word(), role, Duration.ofDays(1), person.toString()).secret();
    }

    private void settle() {
        var schedule = new ScheduleId(UUID.randomUUID());
        var words = part(RetentionWords.class).keep(Map.of("title", "Routine"));
        var series = new Series(ROUTINE, RetentionPeriod.ofYears(3), Trigger.CREATION, Series.Action.DESTROY,
                Series.Subcommittee.EXEMPT);
        var max = new Acting(ellen, Role.MANAGER, today());
        tell(new AdoptSchedule(schedule, LocalDate.parse("2000-01-01"), List.of(series), words, ruth, max));
        tell(new ConfirmSeries(schedule, ROUTINE, words, ruth, max));
        var query = part(RuleQueries.class)
                .keep(new RuleQueries.Written("posts", "kind:post", "routine", part(City.class).zone()));
        tell(new AdoptRule(new RuleId(UUID.randomUUID()), 1, ROUTINE, query, 0, 0, new Acting(ruth, Role.CLERK, today())));
    }

    /** From now on posts with this word belong to a series besides that hands over what is its own. */
    void handOver(String word) {
        var history = new SeriesCode("S8-HISTORY");
        var schedule = new ScheduleId(UUID.randomUUID());
        var words = part(RetentionWords.class).keep(Map.of("title", "History"));
        var max = new Acting(ellen, Role.MANAGER, today());
        var series = List.of(
                new Series(ROUTINE, RetentionPeriod.ofYears(3), Trigger.CREATION, Series.Action.DESTROY,
                        Series.Subcommittee.EXEMPT),
                new Series(history, RetentionPeriod.ofYears(3), Trigger.CREATION, Series.Action.TRANSFER,
                        Series.Subcommittee.EXEMPT));
        tell(new AdoptSchedule(schedule, LocalDate.parse("2001-01-01"), series, words, ruth, max));
        series.forEach(one -> tell(new ConfirmSeries(schedule, one.code(), words, ruth, max)));
        var query = part(RuleQueries.class)
                .keep(new RuleQueries.Written(word, word, "history", part(City.class).zone()));
        tell(new AdoptRule(new RuleId(UUID.randomUUID()), 1, history, query, 0, 0, new Acting(ruth, Role.CLERK, today())));
    }

    void hold(RecordId record) {
        var words = part(HoldWords.class).keep(Map.of("matter", "Pool injury"));
        var scope = part(HoldScopes.class)
                .keep(new HoldScopes.Written(null, part(City.class).zone(), Set.of(record), Set.of()));
        tell(new PlaceHold(new HoldId(UUID.randomUUID()), words, scope, new Acting(ruth, Role.ATTORNEY, today())));
    }

    void tell(Command command) {
        assertThat(part(Archive.class).send(command, TEST).decision()).isInstanceOf(Decision.Accepted.class);
    }

    LocalDate today() {
        return LocalDate.now(part(City.class).zone());
    }

    /** Records that answer a query, by the API. */
    List<String> records(String q, int limit) {
        return json(archive.send("GET", "/api/v1/records?q=" + q + "&limit=" + limit, clerk)).path("items").valueStream()
                .map(one -> one.path("id").asString()).toList();
    }

    JsonNode post(String path, String token, String body) {
        return json(archive.postJson("/api/v1/dispositions" + path, token, body));
    }

    JsonNode get(String path) {
        return json(archive.send("GET", "/api/v1/dispositions" + path, clerk));
    }

    static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return ArchiveOverHttp.json(answer);
    }

    static String ids(List<String> ids) {
        return "[" + String.join(",", ids.stream().map(id -> "\"" + id + "\"").toList()) + "]";
    }

    <T> T part(Class<T> type) {
        return archive.server().part(type);
    }

    @Override
    public void close() {
        archive.close();
    }
}
