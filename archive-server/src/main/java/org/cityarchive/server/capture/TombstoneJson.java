package org.cityarchive.server.capture;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/**
 * A destroyed record as programs get it: the members of a record that remain.
 *
 * @param state always "destroyed"
 * @param series codes of those it belonged to when it went; none where that was not kept
 * @param dated the day from which its age counted
 * @param returned whether something of it was seen since and waits for the clerk
 * @param certificate where the certificate of its destruction is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TombstoneJson(String id, String platform, RecordJson.Account account, String kind, @Nullable Instant createdAt,
        Instant firstObservedAt, String state, int versions, List<String> marks, List<String> series, @Nullable LocalDate dated,
        @Nullable LocalDate destroyedOn,
        Instant destroyedAt, boolean returned, @Nullable String disposition, @Nullable String certificate) {

    static TombstoneJson of(Tombstone stone, List<String> series) {
        var account = stone.account();
        var disposition = stone.disposition();
        return new TombstoneJson(stone.id().toString(), stone.platform(),
                new RecordJson.Account(account.account().toString(), account.handle(), account.name()), stone.kind(),
                stone.createdAt(), stone.firstObservedAt(), "destroyed", 0, List.of("destroyed"), series,
                stone.dated(), stone.on(), stone.destroyedAt(),
                stone.back(), disposition == null ? null : disposition.toString(),
                disposition == null ? null : "/api/v1/dispositions/" + disposition + "/certificate");
    }
}
