package org.cityarchive.server.audit;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.cityarchive.core.account.AccountEvent;
import org.cityarchive.core.account.AccountEvent.AccountDeclined;
import org.cityarchive.core.account.AccountEvent.AccountDescribed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.disposition.CertificateEvent.CertificateIssued;
import org.cityarchive.core.disposition.DispositionEvent;
import org.cityarchive.core.disposition.HomeEvent.HomeStruck;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.retention.RetentionEvent;
import org.jspecify.annotations.Nullable;

/** Sealed words that a fact names: if they are not there, the fact says less than it did. */
record NamedWords(String table, UUID id) {
    /** Facts that name words. */
    static final List<Class<? extends Fact>> FACTS = List.of(AccountEvent.class, HoldEvent.class, RetentionEvent.class,
            RequestEvent.class, DispositionEvent.class, CertificateIssued.class, HomeStruck.class);

    /** All that the fact names; none where it names none or cannot be read. */
    static List<NamedWords> of(@Nullable Fact fact) {
        return switch (fact) {
            case AccountDescribed described -> in("account_words", described.words());
            case AccountDisowned disowned -> in("account_words", disowned.words());
            case AccountDeclined declined -> in("account_words", declined.words());
            case HoldEvent hold -> hold(hold);
            case RetentionEvent retention -> in("retention_words", retention(retention));
            case RequestEvent request -> request(request);
            case DispositionEvent disposition -> disposition(disposition);
            case CertificateIssued issued -> in("disposition_words", issued.words());
            case HomeStruck struck -> in("disposition_words", struck.words());
            case null, default -> List.of();
        };
    }

    private static List<NamedWords> hold(HoldEvent fact) {
        return switch (fact) {
            case HoldEvent.HoldPlaced placed -> in("hold_words", placed.words(), placed.scope());
            case HoldEvent.HoldScopeChanged changed -> in("hold_words", changed.words(), changed.scope());
            case HoldEvent.ReleaseProposed proposed -> in("hold_words", proposed.words());
            case HoldEvent.HoldAcknowledged _,HoldEvent.ReleaseWithdrawn _,HoldEvent.HoldReleased _ -> List.of();
        };
    }

    private static @Nullable UUID retention(RetentionEvent fact) {
        return switch (fact) {
            case RetentionEvent.ScheduleAdopted one -> one.words();
            case RetentionEvent.SeriesConfirmed one -> one.words();
            case RetentionEvent.RuleAdopted one -> one.words();
            case RetentionEvent.RuleRetired one -> one.words();
            case RetentionEvent.RecordClassified one -> one.words();
            case RetentionEvent.TriggerResolved one -> one.words();
            case RetentionEvent.ClassificationConfirmed _ -> null;
            case RetentionEvent.AuditReportReceived one -> one.words();
        };
    }

    private static List<NamedWords> request(RequestEvent fact) {
        return switch (fact) {
            case RequestEvent.RequestReceived one -> in("request_words", one.words());
            case RequestEvent.RecordExcluded one -> in("request_words", one.words());
            case RequestEvent.RequestClosed one -> in("request_words", one.words());
            case RequestEvent.RecordIncluded _ -> List.of();
        };
    }

    private static List<NamedWords> disposition(DispositionEvent fact) {
        return switch (fact) {
            case DispositionEvent.DispositionProposed one -> in("disposition_words", one.words(), one.appraisal());
            case DispositionEvent.RecordExcepted one -> in("disposition_words", one.words());
            case DispositionEvent.DispositionApproved one -> in("disposition_words", one.councilOrder(), one.subcommittee());
            case DispositionEvent.NoticeServed one -> in("disposition_words", one.words());
            case DispositionEvent.OfferAnswered one -> in("disposition_words", one.words());
            case DispositionEvent.RecordTransferred one -> in("disposition_words", one.words());
            case DispositionEvent.DispositionWithdrawn one -> in("disposition_words", one.words());
            case DispositionEvent.RecordsReviewed _,DispositionEvent.MarkWithdrawn _,DispositionEvent.DispositionSubmitted _,DispositionEvent.DispositionCompleted _ ->
                List.of();
        };
    }

    private static List<NamedWords> in(String table, @Nullable UUID... ids) {
        return Stream.of(ids).filter(Objects::nonNull).map(id -> new NamedWords(table, id)).toList();
    }
}
