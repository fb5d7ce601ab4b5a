package org.cityarchive.server.request;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.request.RequestCommand;
import org.cityarchive.core.request.RequestCommand.CloseRequest;
import org.cityarchive.core.request.RequestCommand.ExcludeRecord;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.request.RequestRegister.Entry;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** Enters requests, the records that they refer to, and their end; when it returns, the register shows it. */
public final class RequestKeeping {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final RequestRegister register;
    private final RequestWords words;
    private final ActingPeople people;

    RequestKeeping(Archive archive, Projections projections, RequestRegister register, RequestWords words, ActingPeople people) {
        this.archive = archive;
        this.projections = projections;
        this.register = register;
        this.words = words;
        this.people = people;
    }

    /**
     * Enters a request as received today; one with the same key is entered once.
     *
     * @param text what is asked for; with requester, whoever asks, empty where nobody said
     * @param repeatKey the Idempotency-Key; null: none
     * @throws Refused the law says no
     */
    public Entry receive(String text, String requester, @Nullable String repeatKey, Actor by) {
        var acting = people.of(by);
        var request = new RequestId(repeatKey == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(("request " + acting.person() + " " + repeatKey).getBytes(StandardCharsets.UTF_8)));
        var before = register.of(request);
        if (before.isPresent()) {
            var said = words.of(before.get().words());
            if (!said.getOrDefault("text", "").equals(text) || !said.getOrDefault("requester", "").equals(requester)) {
                throw new BadParameter("Idempotency-Key",
                        "This Idempotency-Key was used for another request; take a new one for this.");
            }
            return before.get();
        }
        send(new ReceiveRequest(request, words.keep(Map.of("text", text, "requester", requester)), acting), by);
        return found(request);
    }

    /** Keeps records for a request while it is open; those that are kept for it already stay so. */
    public void include(RequestId request, List<RecordId> records, Actor by) {
        found(request);
        for (int from = 0; from < records.size(); from += RequestCommand.MOST) {
            send(new IncludeRecords(request, records.subList(from, Math.min(records.size(), from + RequestCommand.MOST)),
                    people.of(by)), by);
        }
    }

    /** Says why records are not what is asked for. */
    public void exclude(RequestId request, List<RecordId> records, String reason, Actor by) {
        found(request);
        var why = words.keep(Map.of("reason", reason));
        records.forEach(record -> send(new ExcludeRecord(request, record, why, people.of(by)), by));
    }

    /** Closes it: it keeps no record any more. */
    public void close(RequestId request, String reason, Actor by) {
        found(request);
        send(new CloseRequest(request, words.keep(Map.of("reason", reason)), people.of(by)), by);
    }

    Entry found(RequestId request) {
        return register.of(request).orElseThrow(() -> new NoSuch("No request has this id."));
    }

    private void send(RequestCommand command, Actor by) {
        var sent = archive.send(command, people.attribution(by));
        switch (sent.decision()) {
            case Decision.Refused refused -> throw new Refused(refused.refusal());
            case Decision.Outdated outdated -> throw new Failure.StoreBusy(outdated.what());
            case Decision.Accepted _ -> {
            }
        }
        if (!projections.awaitPosition(RequestRegister.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the register of requests is behind");
        }
    }
}
