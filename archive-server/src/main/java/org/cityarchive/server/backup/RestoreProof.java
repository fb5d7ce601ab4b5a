package org.cityarchive.server.backup;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.merkle.LogCheck;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.SealedVersion;
import org.springframework.jdbc.core.simple.JdbcClient;

/** That what was restored is what the facts say: the log made anew, and every wording and medium opened and its root recomputed. */
public final class RestoreProof {
    private static final int AT_ONCE = 500;
    private static final int NAMED = 100;

    private final FactReader facts;
    private final PostgresVault vault;
    private final LogCheck log;
    private final Set<UUID> destroyed;
    private final List<String> differences = new ArrayList<>();
    private long versions;

    /** @param destroyed records that the destruction journals took out: their wordings are rightly gone, as those that facts name */
    public RestoreProof(DataSource database, FileKeys keys, FactCodec codec, Set<UUID> destroyed) {
        this.facts = new FactReader(database, codec);
        this.vault = new PostgresVault(database, keys, Clock.systemUTC());
        this.log = new LogCheck(database, keys.secret(Secret.COMMIT));
        this.destroyed = new HashSet<>(destroyed);
        JdbcClient.create(database).sql("select payload from event where type = 'capture.RecordDestroyed'").query(byte[].class)
                .list()
                .forEach(payload -> this.destroyed
                        .add(UUID.fromString(String.valueOf(CanonicalJson.parseObject(payload).get("record")))));
    }

    /**
     * What was compared.
     *
     * @param versions wordings and media
     * @param differences in words, the first hundred
     */
    public record Proven(long versions, long facts, List<String> differences) {}

    /** Compares everything. */
    public Proven run(Progress progress) throws IOException {
        differences.addAll(log.differences());
        long head = facts.head();
        long position = 0;
        while (position < head) {
            progress.at("prove", position, head);
            var batch = facts.after(position, Set.of(CaptureEvent.class), AT_ONCE);
            prove(CaptureEvent.among(batch.facts()));
            position = batch.upTo();
        }
        return new Proven(versions, head, differences.stream().limit(NAMED).toList());
    }

    private void prove(List<Recorded<CaptureEvent>> captured) throws IOException {
        Map<SealedVersion, Commitment> roots = new HashMap<>();
        for (var recorded : captured) {
            var fact = recorded.fact();
            if (!destroyed.contains(fact.record().value())) {
                var version = fact.version();
                if (version != null) {
                    roots.put(SealedVersion.of(fact.record(), version.number()), version.content());
                }
                if (fact instanceof CaptureEvent.MediaCaptured medium) {
                    prove(medium);
                }
            }
        }
        versions += roots.size();
        vault.contents(roots.keySet(), this::differs).forEach((version, content) -> {
            try {
                content.verify(java.util.Objects.requireNonNull(roots.get(version)));
            } catch (SealBroken e) {
                differs(e);
            }
        });
    }

    private void prove(CaptureEvent.MediaCaptured medium) throws IOException {
        versions++;
        try {
            vault.verifyMedium(medium.record(), medium.number(), medium.index(), medium.content());
        } catch (SealBroken e) {
            differs(e);
        }
    }

    private void differs(SealBroken broken) {
        differences.add(String.valueOf(broken.getMessage()));
    }
}
