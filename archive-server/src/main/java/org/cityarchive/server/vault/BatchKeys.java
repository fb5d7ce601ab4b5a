package org.cityarchive.server.vault;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.cityarchive.server.vault.KeyProvider.KeyId;

/** Where wrapped batch keys stand. */
interface BatchKeys {

    /** Keeps a batch key; durable when this returns, so that no record key is ever committed without it. Returns its number. */
    int keep(Bucket bucket, Instant hour, KeyId under, byte[] wrapped);

    /** The batch keys of these numbers that are there. */
    List<BatchKeyRow> read(Collection<Integer> numbers);

    /** Which of these take no record keys any more: what they wrapped survives elsewhere, or was destroyed. */
    Set<Integer> closed(Collection<Integer> numbers);

    /** A batch key as it is stored. */
    record BatchKeyRow(int number, KeyId under, byte[] wrapped) {}
}
