package org.cityarchive.server.retention;

import java.util.TreeMap;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.hold.HoldScope;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RememberedWords;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.search.SearchableRecords;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.SealedVersion;
import org.jspecify.annotations.Nullable;

/** Opens all that is kept of records, proves it against its commitments, and asks every scope and rule of it: the vault, never the index. */
final class Evaluating {
    private final PostgresVault vault;
    private final SearchableRecords readable;
    private final Words words;

    Evaluating(PostgresVault vault, SearchableRecords readable, Words words) {
        this.vault = vault;
        this.readable = readable;
        this.words = words;
    }

    /**
     * A record that was looked at by itself.
     *
     * @param brings scopes that cover its whole thread because of it
     * @param proven whether all that is kept was opened and is what was committed to
     */
    record Looked(Evaluated evaluated, Set<ScopeVersion> brings, boolean proven) {}

    /** @param readAt position up to which the family was read */
    Map<RecordId, Looked> look(Collection<RecordId> records, Family family, Asked asked, long readAt) {
        var opened = new HashMap<RecordId, Records.Opened>();
        var broken = new HashSet<RecordId>();
        open(records, family, opened, broken);
        var searchable = new HashMap<RecordId, SearchableRecord>();
        readable.of(opened).forEach(one -> searchable.put(one.id(), one));
        var matcher = new Matcher(new RememberedWords(words));
        var looked = new HashMap<RecordId, Looked>();
        var answers = new Answers(new HashMap<>(), new HashMap<>());
        for (var record : records) {
            var ancestors = family.ancestors(record);
            var alone = searchable.get(record);
            var one = alone == null ? null : alone.under(ancestors);
            var evaluated = one == null
                    ? unreadable(record, ancestors, asked, readAt)
                    : evaluated(one, ancestors, asked, readAt, matcher, answers);
            looked.put(record, new Looked(evaluated, brings(one, asked, matcher),
                    one != null && !broken.contains(record) && asked.areRulesRead()));
        }
        return looked;
    }

    /** Most records answer alike: of a long list, each answer is kept once. */
    private record Answers(Map<Map<ScopeVersion, Boolean>, Map<ScopeVersion, Boolean>> scopes,
            Map<Map<RuleVersion, Boolean>, Map<RuleVersion, Boolean>> rules) {}

    private static Evaluated evaluated(SearchableRecord one, List<RecordId> ancestors, Asked asked, long readAt,
            Matcher matcher, Answers answers) {
        var scopes = new HashMap<ScopeVersion, Boolean>();
        asked.scopes().forEach((version, scope) -> scopes.put(version,
                scope.map(known -> known.covers(one, ancestors, matcher)).orElse(true)));
        var rules = new HashMap<RuleVersion, Boolean>();
        asked.rules().forEach((version, query) -> rules.put(version,
                query.map(known -> matcher.matches(known, one, null, null)).orElse(false)));
        return new Evaluated(one.id(), readAt, ancestors, answers.scopes.computeIfAbsent(scopes, Map::copyOf),
                answers.rules.computeIfAbsent(rules, Map::copyOf));
    }

    /** What cannot be read may be what a scope asks for. */
    private static Set<ScopeVersion> brings(@Nullable SearchableRecord one, Asked asked, Matcher matcher) {
        var brings = new HashSet<ScopeVersion>();
        asked.scopes().forEach((version, scope) -> scope.filter(HoldScope::wholeThreads)
                .filter(known -> one == null || known.bringsItsThread(one, matcher)).ifPresent(_ -> brings.add(version)));
        return brings;
    }

    /** What cannot be read is covered by every scope and matched by no rule: it stays. */
    private static Evaluated unreadable(RecordId record, List<RecordId> ancestors, Asked asked, long readAt) {
        var scopes = new HashMap<ScopeVersion, Boolean>();
        asked.scopes().keySet().forEach(version -> scopes.put(version, true));
        var rules = new HashMap<RuleVersion, Boolean>();
        asked.rules().keySet().forEach(version -> rules.put(version, false));
        return new Evaluated(record, readAt, ancestors, scopes, rules);
    }

    private void open(Collection<RecordId> records, Family family, Map<RecordId, Records.Opened> opened,
            Set<RecordId> broken) {
        var wanted = new HashMap<SealedVersion, CaptureEvent>();
        for (var record : records) {
            List<Recorded<CaptureEvent>> told = RecordLife.of(family.facts().getOrDefault(record, List.of()), null).facts();
            if (!told.isEmpty()) {
                opened.put(record, new Records.Opened(told, new TreeMap<>()));
            }
            for (var recorded : told) {
                var version = recorded.fact().version();
                if (version != null) {
                    wanted.put(SealedVersion.of(record, version.number()), recorded.fact());
                }
                if (recorded.fact() instanceof MediaCaptured medium && !isWhole(medium)) {
                    broken.add(record);
                }
            }
        }
        vault.contents(wanted.keySet(), one -> broken.add(new RecordId(one.subject()))).forEach((version, content) -> {
            var record = new RecordId(version.subject());
            var told = wanted.get(version);
            var committed = told == null ? null : told.version();
            try {
                if (committed != null) {
                    content.verify(committed.content());
                }
                var one = opened.get(record);
                if (one != null) {
                    one.parts().put(version.version(), content);
                }
            } catch (SealBroken _) {
                broken.add(record);
            }
        });
        broken.forEach(opened::remove);
    }

    private boolean isWhole(MediaCaptured medium) {
        try {
            vault.verifyMedium(medium.record(), medium.number(), medium.index(), medium.content());
            return true;
        } catch (SealBroken | IOException _) {
            return false;
        }
    }
}
