package org.cityarchive.server.disposition;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.disposition.DispositionController.Typed;
import org.cityarchive.server.disposition.Transfers.Packed;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handing records of a disposition over, over HTTP: the package, and the receipt that a person enters. */
@RestController
@RequestMapping(DispositionController.PATH + "/{id}/transfers")
@Tag(name = "dispositions")
final class TransferController {
    private final Transfers transfers;
    private final Disposing disposing;

    TransferController(Transfers transfers, Disposing disposing) {
        this.transfers = transfers;
        this.disposing = disposing;
    }

    /**
     * What is to be packed.
     *
     * @param to who of the law's list: historical-society, state-archives, university, and so on
     * @param records left out: what it claimed, and what series of an approved list hand over, as far as it was not received
     * @param all true: all of an approved list that is left, instead
     */
    record Wanted(@Nullable String to, @Nullable List<UUID> records, @Nullable Boolean all) {
        Transfers.Chosen chosen() {
            boolean whole = Boolean.TRUE.equals(all);
            if (records == null) {
                return whole ? new Transfers.Chosen.Whole() : new Transfers.Chosen.Owed();
            } else if (whole) {
                throw new BadParameter("all", "Name records, or all; not both.");
            }
            return new Transfers.Chosen.Named(Typed.records("records", records));
        }
    }

    /**
     * A receipt.
     *
     * @param sha256 of the package as they hold it, in hex
     * @param receivedBy who took it, and where
     * @param receivedOn city day
     * @param reference theirs, such as an accession number
     */
    record Receipt(@Nullable String sha256, @Nullable String receivedBy, @Nullable String receivedOn,
            @Nullable String reference) {}

    /**
     * A package.
     *
     * @param state queued, running, done, failed, cancelled or expired
     * @param file where whoever had it made takes it; absent until it is whole
     * @param receipt absent until one was entered
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Told(UUID id, String to, String state, @Nullable String reason, List<UUID> records, long size,
            @Nullable String sha256, @Nullable String file, Instant keptUntil, Map<String, String> receipt) {
        static Told of(Packed one) {
            var made = one.made();
            return new Told(made.id(), one.to().word(), made.state(), made.reason(),
                    made.records().stream().map(RecordId::value).toList(), made.size(), made.digest(),
                    made.state().equals("done") ? "/api/v1/exports/" + made.id() + "/file" : null, made.expiresAt(),
                    one.received());
        }
    }

    @GetMapping
    Page<Told> all(@PathVariable String id, Parameters asked, Actor by) {
        asked.only("limit", "cursor");
        return Page.of(all(disposition(id), by), one -> one.id().toString(), asked);
    }

    private List<Told> all(DispositionId disposition, Actor by) {
        disposing.found(disposition);
        return transfers.of(disposition, by).stream().map(Told::of).toList();
    }

    @Operation(summary = "Pack records to be handed over", description = "Words, raw bytes, media and proofs, as a zip that archive verify checks. What a claimer gets first, and an approved list, may be packed (LAW C.8, M-21).")
    @PostMapping
    ResponseEntity<Told> pack(@PathVariable String id, @RequestBody Wanted wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey, Actor by) {
        var bag = transfers.pack(disposition(id), OfferedWords.typed("to", wanted.to()), wanted.chosen(), by, repeatKey);
        return ResponseEntity.accepted().location(URI.create(DispositionController.PATH + "/" + id + "/transfers/" + bag))
                .body(one(id, bag.toString(), by));
    }

    @GetMapping("/{bag}")
    Told one(@PathVariable String id, @PathVariable String bag, Actor by) {
        var wanted = Parameters.id("bag", bag);
        return all(disposition(id), by).stream().filter(one -> one.id().equals(wanted)).findFirst()
                .orElseThrow(() -> new NoSuch("This disposition has no such package."));
    }

    @Operation(summary = "Enter the receipt of a package", description = "By a person, with the SHA-256 that they acknowledge. Nothing that was claimed may end before.")
    @PostMapping("/{bag}/receipt")
    Told receive(@PathVariable String id, @PathVariable String bag, @RequestBody Receipt receipt, Actor by) {
        transfers.receive(disposition(id), Parameters.id("bag", bag), read(receipt), by);
        return one(id, bag, by);
    }

    static Transfers.Receipt read(Receipt receipt) {
        return new Transfers.Receipt(Typed.text("sha256", receipt.sha256()), Typed.text("receivedBy", receipt.receivedBy()),
                TransferPages.day(receipt.receivedOn()), Typed.words(receipt.reference()));
    }

    private static DispositionId disposition(String id) {
        return new DispositionId(Parameters.id("id", id));
    }
}
