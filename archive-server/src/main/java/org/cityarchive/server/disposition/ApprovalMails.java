package org.cityarchive.server.disposition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.mail.Mail;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.web.SiteAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks whoever may approve a batch by mail, and again each week until it is done. What was sent is kept, so a restart asks nobody twice. */
final class ApprovalMails implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovalMails.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofDays(7);

    private final JdbcClient sql;
    private final DispositionBatches batches;
    private final BatchModel pages;
    private final People people;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("approval-mail").factory());

    ApprovalMails(DataSource database, DispositionBatches batches, BatchModel pages, People people, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.batches = batches;
        this.pages = pages;
        this.people = people;
        this.clock = clock;
    }

    /** Who gets mail, where, and by whom it is sent. */
    record People(PeopleInRoles roles, SealedMail addresses, Mailer mailer, SiteAddress site) {}

    ApprovalMails start() {
        var _ = timer.scheduleWithFixedDelay(this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    private void look() {
        try {
            send();
        } catch (RuntimeException e) { // a timer that throws never comes again
            LOG.warn("mail about approvals was not looked after now ({}); trying again", e.getClass().getSimpleName());
        }
    }

    /** Sends what is due now. */
    void send() {
        if (!people.mailer().isSetUp()) {
            return;
        }
        var approver = pages.approver();
        var waiting = batches.all().stream().filter(batch -> batch.stage(pages.today()) == Batch.Stage.APPROVAL).toList();
        for (var batch : waiting) {
            people.roles().all().stream().filter(one -> one.role() == approver && !one.person().equals(batch.begun().by()))
                    .map(PeopleInRoles.InRole::person).distinct().forEach(person -> send(batch, person));
        }
    }

    private void send(Batch batch, PersonId person) {
        var now = clock.instant();
        if (sentAt(batch, person).map(at -> at.plus(AGAIN).isAfter(now)).orElse(false)) {
            return;
        }
        people.addresses().of(person).ifPresent(to -> {
            if (people.mailer().send(letter(batch, to)) == Mailer.Outcome.SENT) {
                sql.sql("""
                        insert into disposition_mail (disposition, person, sent_at) values (?, ?, ?)
                        on conflict (disposition, person) do update set sent_at = excluded.sent_at""")
                        .params(batch.disposition().value(), person.value(), now.atOffset(ZoneOffset.UTC)).update();
            }
        });
    }

    private Optional<Instant> sentAt(Batch batch, PersonId person) {
        return sql.sql("select sent_at from disposition_mail where disposition = ? and person = ?")
                .params(batch.disposition().value(), person.value())
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant()).optional();
    }

    /** How many, never what. */
    private Mail letter(Batch batch, String to) {
        long left = batch.counts().left();
        return new Mail(to, "Disposition to approve: batch " + batch.name(),
                "The clerk proposes the destruction of " + "%,d".formatted(left) + (left == 1 ? " record" : " records")
                        + " whose period is over. Nothing goes before you agree.",
                "Look at the list", people.site().of("/disposition/batches/" + batch.disposition() + "/approval"),
                "You get this because your office approves dispositions; it comes once a week until the batch is approved or withdrawn.",
                UUID.randomUUID());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
