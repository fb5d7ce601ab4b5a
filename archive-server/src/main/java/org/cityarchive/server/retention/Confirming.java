package org.cityarchive.server.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.policy.CityProfile.Classification;
import org.cityarchive.core.retention.RetentionCommand.ConfirmClassifications;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.store.Projections;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets a person confirm what a rule classifies, batch by batch, where the city's profile asks for it (LAW.md C.2). */
final class Confirming {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WAITING = """
            from retention_mark m where m.rule = ? and m.version = ? and not exists (select from retention_confirmed c
                where c.record = m.record and c.rule = m.rule and c.version = m.version)""";

    private final JdbcClient sql;
    private final SettledFacts settled;
    private final Preparing preparing;
    private final Projections projections;
    private final RetentionActs acts;
    private final ActorNames names;

    Confirming(DataSource connections, SettledFacts settled, Preparing preparing, Projections projections,
            RetentionActs acts, ActorNames names) {
        this.names = names;
        this.sql = JdbcClient.create(connections);
        this.settled = settled;
        this.preparing = preparing;
        this.projections = projections;
        this.acts = acts;
    }

    /** Whether the profile asks for it. */
    boolean isAsked() {
        return settled.now().retention().profile().classification() == Classification.BY_BATCH;
    }

    /** How many records that a rule's wording matches nobody confirmed. */
    long waiting(RuleVersion rule) {
        return sql.sql("select count(*) " + WAITING).params(rule.rule().value(), rule.version()).query(Long.class).single();
    }

    /** Some of these, in the order of ids. */
    List<RecordId> next(RuleVersion rule, int most) {
        return sql.sql("select m.record " + WAITING + " order by m.record limit ?")
                .params(rule.rule().value(), rule.version(), most)
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /**
     * What a person confirmed at once.
     *
     * @param by as that person is called
     */
    record Batch(String by, Instant at, List<RecordId> records) {}

    /** Who confirmed what a rule's wording matches, the newest first. */
    List<Batch> confirmed(RuleVersion rule, int most) {
        var known = names.now();
        return sql.sql("""
                select confirmed_by, min(confirmed_at) at, array_agg(record order by record) records from retention_confirmed
                where rule = ? and version = ? and batch is not null
                group by batch, confirmed_by order by 2 desc, batch limit ?""")
                .params(rule.rule().value(), rule.version(), most)
                .query((row, _) -> new Batch(known.of(row.getString(1)), row.getObject(2, OffsetDateTime.class).toInstant(),
                        Stream.of((UUID[]) row.getArray(3).getArray()).map(RecordId::new).toList()))
                .list();
    }

    /**
     * Confirms that a wording of a rule classifies these records rightly; when it returns, lists show it.
     *
     * @param records at most {@link ConfirmClassifications#MOST}
     */
    void confirm(RuleVersion rule, List<RecordId> records, Actor by) {
        var batch = UUID.randomUUID();
        var sent = acts.send(acting -> new ConfirmClassifications(batch, rule,
                preparing.prepare(records, acting.today()).candidates().stream().map(Candidate::evaluated).toList(), acting), by);
        if (!projections.awaitPosition(Marks.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the lists of retention are behind");
        }
    }
}
