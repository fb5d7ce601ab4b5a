package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Consumer;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Content.Author;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.RecordView.KeptMedium;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.OpenedContent;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.vault.SealBroken;
import org.jspecify.annotations.Nullable;

/** What does the archive hold of these records? Read from the facts and the vault, so it is never behind. */
public final class Records {
    private final FactReader facts;
    private final RecordLives lives;
    private final RecordsNow now;
    private final PostgresVault vault;
    private final RecordIdentity identity;
    private final AccountRegister accounts;
    private final DamageSeen damage = new DamageSeen();

    public Records(FactReader facts, Sightings sightings, PostgresVault vault, RecordIdentity identity,
            AccountRegister accounts) {
        this.facts = facts;
        this.lives = new RecordLives(facts, vault);
        this.now = new RecordsNow(facts, lives, vault, sightings, accounts);
        this.vault = vault;
        this.identity = identity;
        this.accounts = accounts;
    }

    /** A record's facts with what was sealed of them. */
    public record Opened(List<Recorded<CaptureEvent>> facts, SortedMap<Integer, OpenedContent> parts) {
        /** What was shown, by part number; parts of deletions show nothing and are left out. */
        public Map<Integer, Content> contents() {
            var contents = new HashMap<Integer, Content>();
            parts.forEach((number, part) -> {
                var content = part.content();
                if (content != null) {
                    contents.put(number, content);
                }
            });
            return contents;
        }

        /** The platform's own id of it. */
        public String nativeId() {
            return parts.sequencedValues().getFirst().nativeId();
        }

        /** The platform's own id of what it answers. */
        public @Nullable String parent() {
            return parts.values().stream().map(OpenedContent::content).filter(c -> c != null && c.parent() != null)
                    .map(Content::parent).findFirst().orElse(null);
        }
    }

    /**
     * The records as known at a position; those not known then are left out.
     *
     * @param knownAt position; {@link Long#MAX_VALUE} for now
     */
    public Map<RecordId, RecordView> views(Collection<RecordId> records, long knownAt) {
        var read = knownAt == Long.MAX_VALUE
                ? now.of(records)
                : new RecordsNow.Read(open(records, knownAt), Map.of(), accounts.byId());
        var views = new LinkedHashMap<RecordId, RecordView>();
        for (var record : records) {
            var one = read.opened().get(record);
            if (one != null) {
                views.put(record, view(one, read.beside().getOrDefault(record, List.of()), read.register()));
            }
        }
        return views;
    }

    /**
     * As {@link #views(Collection, long)}, for lists: a record that cannot be read is told to {@code damaged} and is not in the answer,
     * and the others are. Halved until it is found, so that a list without one costs nothing more.
     */
    public Map<RecordId, RecordView> views(Collection<RecordId> records, long knownAt, Consumer<DamagedRecord> damaged) {
        return readable(List.copyOf(records), some -> views(some, knownAt), damaged);
    }

    private <T> Map<RecordId, T> readable(List<RecordId> records, Function<List<RecordId>, Map<RecordId, T>> read,
            Consumer<DamagedRecord> damaged) {
        try {
            var found = read.apply(records);
            damage.readable(records);
            return found;
        } catch (SealBroken | CanonicalJson.Malformed | IllegalArgumentException broken) {
            if (records.isEmpty()) {
                throw broken; // not one of theirs
            }
            if (records.size() == 1) {
                var one = new DamagedRecord(records.getFirst(), broken instanceof SealBroken
                        ? String.valueOf(broken.getMessage())
                        : "A fact of " + records.getFirst() + " cannot be read");
                damage.note(one);
                damaged.accept(one);
                return Map.of();
            }
            int half = records.size() / 2;
            var found = new LinkedHashMap<>(readable(records.subList(0, half), read, damaged));
            found.putAll(readable(records.subList(half, records.size()), read, damaged));
            return found;
        }
    }

    /** What could not be read, since this start. */
    public DamageSeen damage() {
        return damage;
    }

    /** Facts and contents of records, as known at a position. */
    public Map<RecordId, Opened> open(Collection<RecordId> records, long knownAt) {
        return open(told(records, knownAt));
    }

    /**
     * The facts of records, as known at a position, nothing opened; those not known then are left out, and those of which nothing may be
     * read any more.
     */
    public Map<RecordId, List<Recorded<CaptureEvent>>> told(Collection<RecordId> records, long knownAt) {
        return RecordsNow.readable(lives(records, knownAt));
    }

    /** As {@link #told(Collection, long)}; a record with a fact that cannot be read is told to {@code damaged} and is not in the answer. */
    Map<RecordId, List<Recorded<CaptureEvent>>> told(Collection<RecordId> records, long knownAt,
            Consumer<DamagedRecord> damaged) {
        return readable(List.copyOf(records), some -> told(some, knownAt), damaged);
    }

    /**
     * A record's facts, for whoever asks where it stood.
     *
     * @param isDestroyed whether nothing of it may be read: the facts are those of what was
     */
    record Stood(List<Recorded<CaptureEvent>> facts, boolean isDestroyed) {}

    /** As {@link #told(Collection, long, Consumer)}, of destroyed ones too. */
    Map<RecordId, Stood> stood(Collection<RecordId> records, long knownAt, Consumer<DamagedRecord> damaged) {
        return readable(List.copyOf(records), some -> {
            var stood = new LinkedHashMap<RecordId, Stood>();
            lives(some, knownAt).forEach((record, life) -> stood.put(record,
                    new Stood(life.isDestroyed() ? life.past() : life.readable(), life.isDestroyed())));
            stood.values().removeIf(one -> one.facts().isEmpty());
            return stood;
        }, damaged);
    }

    /** The lives of records, as known at a position; what was destroyed since is so at any position. Those not known then are left out. */
    public Map<RecordId, RecordLife> lives(Collection<RecordId> records, long knownAt) {
        return lives.of(records, knownAt);
    }

    /** Which of these records were ever destroyed. */
    public Set<RecordId> everDestroyed(Collection<RecordId> records) {
        return lives.everDestroyed(records);
    }

    /** Opens what these facts say was sealed; a record that is destroyed meanwhile is left out. */
    public Map<RecordId, Opened> open(Map<RecordId, List<Recorded<CaptureEvent>>> told) {
        return lives.open(told, vault::contents);
    }

    private RecordView view(Opened opened, List<Sighted> beside, Map<AccountId, AccountRegister.Entry> register) {
        var history = RecordHistory.of(opened.facts(), opened.contents());
        var account = register.get(history.origin().account());
        if (account == null) {
            throw new IllegalStateException("the register does not hold account " + history.origin().account());
        }
        var parent = opened.parent();
        var author = history.wordings().isEmpty() ? null : history.wordings().getLast().content().author();
        var last = opened.facts().stream().map(f -> f.fact().sighting().observedAt()).max(Instant::compareTo).orElseThrow();
        for (var row : beside) {
            last = row.sighting().observedAt().isAfter(last) ? row.sighting().observedAt() : last;
        }
        return new RecordView(history, opened.facts(), account, opened.nativeId(), parent,
                parent == null ? null : identity.of(history.origin().platform(), history.origin().account(), parent),
                kindOf(history.origin().platform(), author), last, samples(opened, beside),
                beside.stream().sorted(Comparator.comparing(row -> row.sighting().observedAt())).toList(), media(opened));
    }

    private static List<KeptMedium> media(Opened opened) {
        var kept = new ArrayList<KeptMedium>();
        for (var recorded : opened.facts()) {
            if (recorded.fact() instanceof MediaCaptured medium) {
                var part = opened.parts().get(medium.number());
                var content = part == null ? null : part.content();
                var listed = content == null ? null : content.media();
                kept.add(new KeptMedium(medium,
                        listed == null || medium.index() >= listed.size() ? null : listed.get(medium.index())));
            }
        }
        return List.copyOf(kept);
    }

    /** Whose words an author's are: the city's when the register knows the author's id or handle (DATA.md §2). */
    public AuthorKind kindOf(String platform, @Nullable Author author) {
        if (author == null || (author.id() == null && author.name() == null)) {
            return AuthorKind.UNKNOWN;
        }
        return isCity(platform, author.id()) || isCity(platform, author.name()) ? AuthorKind.CITY : AuthorKind.PUBLIC;
    }

    private boolean isCity(String platform, @Nullable String alias) {
        return alias != null && accounts.cityAlias(platform, alias);
    }

    private static SortedMap<Instant, SortedMap<String, Long>> samples(Opened opened, List<Sighted> beside) {
        var samples = new TreeMap<Instant, SortedMap<String, Long>>();
        for (var recorded : opened.facts()) {
            var version = recorded.fact().version();
            var part = version == null ? null : opened.parts().get(version.number());
            var content = part == null ? null : part.content();
            if (version != null && version.prints().containsKey("counters") && content != null) {
                samples.put(recorded.fact().sighting().observedAt(), content.counters());
            }
        }
        beside.stream().filter(row -> !row.counters().isEmpty())
                .forEach(row -> samples.put(row.sighting().observedAt(), row.counters()));
        return samples;
    }

    /**
     * The comments and messages that answer these records, in one statement.
     *
     * @param unreadable is told the positions of facts that cannot be read
     * @return an entry for each record, empty where none answers it
     */
    public Map<RecordId, List<RecordId>> answers(Collection<RecordId> records, long knownAt, LongConsumer unreadable) {
        var answers = new LinkedHashMap<RecordId, List<RecordId>>();
        facts.tagged("parent", records.stream().map(RecordId::toString).toList(), knownAt, (at, _) -> unreadable.accept(at))
                .forEach((id, told) -> answers.put(new RecordId(UUID.fromString(id)),
                        CaptureEvent.among(told).stream().map(r -> r.fact().record()).distinct().toList()));
        return answers;
    }

    /**
     * What was sealed of one sighting, its raw bytes included.
     *
     * @throws org.cityarchive.server.vault.SealBroken the archive has no such part, or it does not open
     */
    public OpenedContent part(RecordId record, int number) {
        return vault.content(record, number);
    }

    /**
     * A medium's bytes, opened while they are read.
     *
     * @throws org.cityarchive.server.vault.SealBroken it is missing or does not open; while it is read: it was changed or cut off
     */
    public InputStream medium(MediaCaptured medium) throws IOException {
        return vault.medium(medium.record(), medium.number(), medium.index());
    }

    /**
     * Reads a medium through.
     *
     * @throws org.cityarchive.server.vault.SealBroken it is not what its fact committed to
     */
    public void verify(MediaCaptured medium) throws IOException {
        vault.verifyMedium(medium.record(), medium.number(), medium.index(), medium.content());
    }
}
