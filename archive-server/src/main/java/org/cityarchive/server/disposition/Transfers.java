package org.cityarchive.server.disposition;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionRefusal;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.disposition.ReviewRefusal;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.search.ExportJobs;
import org.cityarchive.server.search.ExportJobs.HandedOver;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Hands records of a list over: they are packed whole, the package is taken away by a person, and only the receipt that a person enters
 * says that they were handed over (LAW.md C.8, M-21, M-28). Until then a claim stands in the way of their end.
 */
final class Transfers {
    private final JdbcClient sql;
    private final Disposing disposing;
    private final DispositionBatches batches;
    private final Looking looking;
    private final DispositionWords words;
    private final ExportJobs exports;
    private final Clock clock;

    Transfers(DataSource database, Disposing disposing, DispositionBatches batches, Looking looking,
            DispositionWords words, ExportJobs exports, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.disposing = disposing;
        this.batches = batches;
        this.looking = looking;
        this.words = words;
        this.exports = exports;
        this.clock = clock;
    }

    /**
     * A package.
     *
     * @param received what was entered of its receipt; empty: none came yet
     */
    record Packed(HandedOver made, OfferedTo to, Map<String, String> received) {}

    /** What is looked at before the law is asked: how far the list is, and what its series hand over. */
    record Looking(Rechecking rechecking, HandOvers handOvers) {}

    /** Which records of a list are packed; of none those that were given to this one, or are another's by claim. */
    sealed interface Chosen {
        /** These; each must be theirs to have. */
        record Named(List<RecordId> records) implements Chosen {}

        /** What they claimed. */
        record Claimed() implements Chosen {}

        /** What series of an approved list say is handed over, and nobody received. */
        record BySeries() implements Chosen {}

        /** What they claimed, and what series say is handed over. */
        record Owed() implements Chosen {}

        /** All of an approved list. */
        record Whole() implements Chosen {}
    }

    /**
     * What they acknowledge.
     *
     * @param sha256 of the package that they hold
     * @param by who took it
     * @param on city day
     * @param reference theirs, such as an accession number
     */
    record Receipt(String sha256, String by, LocalDate on, String reference) {}

    /** Records that await, by who is to have them now: claimed by it first of all, on whatever list. */
    Map<OfferedTo, List<RecordId>> claimed(DispositionId disposition) {
        var some = batches.everClaimed(disposition);
        var standing = looking.rechecking().claims(disposition, some);
        var claimed = new EnumMap<OfferedTo, List<RecordId>>(OfferedTo.class);
        some.forEach(record -> standing.claimant(record)
                .ifPresent(first -> claimed.computeIfAbsent(first, _ -> new ArrayList<>()).add(record)));
        return claimed;
    }

    /**
     * Begins to pack records; goes on in the background.
     *
     * @throws Refused they may not be handed over to it
     */
    UUID pack(DispositionId disposition, OfferedTo to, Chosen chosen, Actor by, @Nullable String repeatKey) {
        var batch = disposing.found(disposition);
        if (by.role() != Role.CLERK) {
            throw new Refused(new DispositionRefusal.NotInThisRole(by.role(), Role.CLERK));
        } else if (batch.ended() != null) {
            throw new Refused(new DispositionRefusal.PastThisStep(disposition));
        }
        var records = records(batch, to, chosen);
        require(batch, records, to);
        disposing.requireOpen(records, to, by);
        var bag = exports.handOver(by, disposition.value(), records, repeatKey == null ? null : key(disposition, repeatKey));
        sql.sql("insert into disposition_package values (?, ?, ?, ?, ?) on conflict (package) do nothing")
                .params(bag, disposition.value(), to.word(), disposing.acting(by).person().value(),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return bag;
    }

    private List<RecordId> records(Batch batch, OfferedTo to, Chosen chosen) {
        var disposition = batch.disposition();
        var records = switch (chosen) {
            case Chosen.Named(var named) -> named;
            case Chosen.Claimed _ -> claimed(disposition).getOrDefault(to, List.of());
            case Chosen.BySeries _ -> free(batch, to, looking.handOvers().records(disposition));
            case Chosen.Owed _ -> Stream.concat(claimed(disposition).getOrDefault(to, List.of()).stream(),
                    free(batch, to, looking.handOvers().records(disposition)).stream()).distinct().toList();
            case Chosen.Whole _ -> free(batch, to, batches.awaiting(disposition));
        };
        if (records.isEmpty()) {
            throw new BadParameter("records", switch (chosen) {
                case Chosen.Named _,Chosen.Claimed _ ->
                    to.title() + " has claimed no record of this list that is not handed over yet.";
                case Chosen.BySeries _,Chosen.Owed _ -> "Nothing of this list waits to be handed over to "
                        + to.title() + ": they claimed none of it, and no series of an approved list hands it over.";
                case Chosen.Whole _ -> "Nothing of this list is left that " + to.title()
                        + " has not received and nobody before them claimed, or it is not approved.";
            });
        }
        return records;
    }

    /** Of these, once the list is approved, all that this one was not given and that is nobody else's by claim. */
    private List<RecordId> free(Batch batch, OfferedTo to, List<RecordId> some) {
        if (batch.approved() == null) {
            return List.of();
        }
        var standing = looking.rechecking().claims(batch.disposition(), some);
        return some.stream().filter(record -> !standing.isHandedOver(record, to)
                && standing.claimant(record).filter(first -> first != to).isEmpty()).toList();
    }

    private static String key(DispositionId disposition, String repeatKey) {
        return UUID.nameUUIDFromBytes(("transfer " + disposition + " " + repeatKey).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void require(Batch batch, List<RecordId> records, OfferedTo to) {
        var awaiting = new HashSet<>(batches.awaiting(batch.disposition()));
        var standing = looking.rechecking().standing(batch.disposition(), records);
        for (var record : records) {
            var first = standing.claimant(record);
            if (!awaiting.contains(record)) {
                throw new Refused(new DispositionRefusal.NotOnTheList(record));
            } else if (to != OfferedTo.STATE_ARCHIVES && standing.isConfidential(record)) {
                throw new Refused(new ReviewRefusal.ConfidentialNotHandedOver(record, to));
            } else if (first.isPresent() && first.get() != to) {
                throw new Refused(new ReviewRefusal.ClaimedByAnother(record, first.get()));
            } else if (batch.approved() == null && first.isEmpty() && !standing.isHandedOver(record, to)) {
                throw new Refused(new TransferRefusal.NotClaimed(record, to));
            }
        }
    }

    /** The packages of a disposition, the newest first. */
    List<Packed> of(DispositionId disposition, Actor actor) {
        var received = batches.transfers(disposition);
        return sql.sql("select package, given_to from disposition_package where disposition = ? order by made_at desc, package")
                .param(disposition.value())
                .query((row, _) -> new Row(row.getObject(1, UUID.class), OfferedWords.typed("to", row.getString(2)))).list()
                .stream()
                .flatMap(row -> exports.handedOver(row.bag(), actor).map(made -> packed(made, row.to(), received)).stream())
                .toList();
    }

    private record Row(UUID bag, OfferedTo to) {}

    private Packed packed(HandedOver made, OfferedTo to, List<DispositionBatches.Transfer> received) {
        return new Packed(made, to, received.stream().filter(one -> one.bag().equals(made.id())).findFirst()
                .map(one -> words.of(one.words())).orElse(Map.of()));
    }

    /**
     * Enters what they acknowledge: from then on its records count as handed over. Entered already, it changes nothing.
     *
     * @throws Refused the package was never whole, or they hold another
     */
    void receive(DispositionId disposition, UUID bag, Receipt receipt, Actor by) {
        var packed = of(disposition, by).stream().filter(one -> one.made().id().equals(bag)).findFirst()
                .orElseThrow(() -> new NoSuch("This disposition has no such package."));
        var digest = packed.made().digest();
        if (digest == null) {
            throw new Refused(new TransferRefusal.NotWhole(packed.made().state()));
        } else if (!digest.equalsIgnoreCase(receipt.sha256())) {
            throw new Refused(new TransferRefusal.AnotherDigest());
        }
        disposing.transfer(disposition, packed.made().records(), packed.to(), bag,
                Map.of("sha256", digest, "by", receipt.by(), "on", receipt.on().toString(), "reference", receipt.reference()),
                by);
    }
}
