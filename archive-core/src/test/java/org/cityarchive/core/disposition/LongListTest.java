package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.CompleteDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.ErasureCommand.IssueCertificate;
import org.cityarchive.core.disposition.ErasureCommand.TellKeyDestroyed;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;

/**
 * A list as long as a city's backlog, from the proposal to the certificate: what a decision costs grows with the list and no faster.
 * {@code -Dlist.records=100000} takes a long one.
 */
class LongListTest {
    private static final int RECORDS = Integer.getInteger("list.records", 5_000);
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final Acting MAX = new Acting(MAX_THE_MANAGER, Role.MANAGER, TODAY);
    private static final DispositionId LIST = new DispositionId(new UUID(7, 1));
    private static final Map<RuleVersion, Boolean> ROUTINELY = Map.of(new RuleVersion(rule(ROUTINE), 1), true);
    private static final Duration BOUND = Duration.ofSeconds(5).plusMillis(RECORDS / 2);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final InMemoryBoundary store = new InMemoryBoundary(List.of(CaptureEvent.class, DestructionEvent.class,
            RetentionEvent.class, DispositionEvent.class, CertificateEvent.class, KeyEvent.class));
    private final List<RecordId> records = scattered(new Random(20_261_122));

    /** As digests are. */
    private static List<RecordId> scattered(Random random) {
        return Stream.generate(() -> new RecordId(new UUID(random.nextLong(), random.nextLong()))).limit(RECORDS).toList();
    }

    private static Candidate candidate(RecordId record) {
        return new Candidate(new Evaluated(record, Long.MAX_VALUE, List.of(), Map.of(), ROUTINELY), true, List.of());
    }

    private <C extends Command, S> List<Fact> send(Law<C, S> law, C command) {
        var boundary = law.boundary(command);
        long at = store.head();
        var decision = law.decide(command, law.evolve(law.initially(command), store.source(boundary, at)));
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        var facts = ((Decision.Accepted) decision).facts();
        assertThat(store.append(boundary, at, facts)).isTrue();
        return facts;
    }

    private void timed(String step, Runnable taken) {
        long began = THREADS.getCurrentThreadCpuTime();
        taken.run();
        var took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
        System.out.printf("%,d records, %s: %,d ms of processor%n", RECORDS, step, took.toMillis());
        assertThat(took).as(step).isLessThan(BOUND);
    }

    private void inGroups(BiFunction<List<RecordId>, Integer, DispositionCommand> command) {
        for (int from = 0; from < RECORDS; from += DispositionCommand.MOST) {
            int to = Math.min(RECORDS, from + DispositionCommand.MOST);
            send(new DispositionLaw(), command.apply(records.subList(from, to), RECORDS - to));
        }
    }

    private List<JudgedPart> parts() {
        var parts = new ArrayList<JudgedPart>();
        for (int from = 0; from < RECORDS; from += DispositionCommand.MOST) {
            var some = records.subList(from, Math.min(RECORDS, from + DispositionCommand.MOST));
            parts.add(JudgedPart.of(some.stream().map(LongListTest::candidate).toList(), store.head(), TODAY));
        }
        return parts;
    }

    private static ProposedAt at(long position) {
        return new ProposedAt(position, position);
    }

    @Test
    void eachStepOfALongListCostsNoMoreThanTheListIsLong() {
        var before = new ArrayList<Fact>(
                List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION)), confirmed(ROUTINE), ruleFor(ROUTINE)));
        records.forEach(record -> before.add(post(record, "2023-05-10T18:00:00Z")));
        store.append(new Boundary(0, List.of()), 0, before);
        timed("proposed", () -> inGroups((some, left) -> new ProposeDisposition(LIST,
                some.stream().map(LongListTest::candidate).toList(), 1, WORDS, null, CITY, left, RUTH)));
        timed("reviewed", () -> inGroups((some, _) -> new ReviewRecords(LIST, some, RUTH)));
        timed("submitted", () -> send(new DispositionLaw(), new SubmitDisposition(LIST, RUTH)));
        timed("approved", () -> send(new DispositionLaw(),
                new ApproveDisposition(LIST, List.of(), parts(), WORDS, null, TODAY, CITY, MAX)));
        var proposals = new ArrayDeque<>(store.after(0).stream().filter(one -> one.fact() instanceof DispositionProposed)
                .map(Recorded::position).toList());
        timed("destroyed", () -> inGroups((some, _) -> new DestroyRecords(LIST,
                some.stream().map(LongListTest::candidate).toList(), at(proposals.remove()), CITY, RUTH)));
        timed("key told", () -> send(new ErasureLaw(), new TellKeyDestroyed(LIST, "k#1", "file", Instant.EPOCH, "gone")));
        timed("completed", () -> assertThat(send(new DispositionLaw(), new CompleteDisposition(LIST, RUTH)))
                .containsExactly(new DispositionCompleted(LIST, RECORDS, 0, TODAY)));
        timed("certified", () -> assertThat(send(new ErasureLaw(),
                new IssueCertificate(LIST, 1, true, RECORDS, 1, new Commitment(new byte[Commitment.LENGTH]), WORDS)))
                .hasSize(1));
    }
}
