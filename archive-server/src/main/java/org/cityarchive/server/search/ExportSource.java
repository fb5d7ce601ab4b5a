package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.cityarchive.server.hold.LegalMarks.Mark;
import org.cityarchive.server.hold.LegalMarks;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.search.Findings.Finding;
import org.jspecify.annotations.Nullable;

/** The records of an export, some at a time, so that memory holds no more than those. */
final class ExportSource {
    private static final int AT_ONCE = 500;

    private final Findings findings;
    private final Records records;
    private final LegalMarks legal;
    private final ExportWish wish;
    private final long position;
    private Asked asked;
    private int taken;
    private boolean over;
    private long total;

    /**
     * @param asked the wish's search, of one position's knowledge
     */
    ExportSource(Findings findings, Records records, LegalMarks legal, ExportWish wish, Asked asked) {
        this.legal = legal;
        this.findings = findings;
        this.records = records;
        this.wish = wish;
        this.position = asked.asOf().position();
        this.asked = asked.limited(AT_ONCE);
    }

    /**
     * A record to be written.
     *
     * @param parent what it answers; null where it answers nothing, or nothing that was known then
     * @param law what the law says of it today; null in what is handed over, which is no longer the city's to keep
     */
    record Exported(Finding finding, @Nullable RecordAt parent, @Nullable Mark law) {
        RecordAt record() {
            return finding.record();
        }
    }

    /**
     * Some records, one after the other.
     *
     * @param damaged those among them that are kept and cannot be read: counted, and told by their ids
     */
    record Some(List<Exported> records, List<DamagedRecord> damaged) {
        int count() {
            return records.size() + damaged.size();
        }
    }

    /** The next records; none: that was all. */
    Some next() {
        var damaged = new ArrayList<DamagedRecord>();
        if (over) {
            return new Some(List.of(), damaged);
        }
        var found = wish.isChosen() ? chosen(damaged) : searched(damaged);
        var parents = parents(found);
        var law = wish.isHandOver()
                ? Map.<RecordId, Mark>of()
                : legal.of(found.stream().map(finding -> finding.record().id()).toList());
        return new Some(found.stream().map(finding -> new Exported(finding, parent(finding, parents),
                wish.isHandOver() ? null : Objects.requireNonNull(law.get(finding.record().id())))).toList(), damaged);
    }

    private List<Finding> searched(List<DamagedRecord> damaged) {
        var found = findings.find(asked);
        if (found.results().position() < position) {
            throw new Failure.StoreBusy("the index has not read position " + position + " yet");
        }
        total = found.results().total();
        var next = found.results().next();
        over = next == null;
        asked = next == null ? asked : asked.after(next);
        damaged.addAll(found.damaged());
        return found.findings();
    }

    /** How many there are, as found with the first of them. */
    long total() {
        return wish.isChosen() ? wish.ids().size() : total;
    }

    private List<Finding> chosen(List<DamagedRecord> damaged) {
        var ids = wish.ids().subList(taken, Math.min(taken + AT_ONCE, wish.ids().size()));
        taken += ids.size();
        over = taken == wish.ids().size();
        return of(ids, damaged);
    }

    private List<Finding> of(List<RecordId> ids, List<DamagedRecord> damaged) {
        var views = records.views(ids, position, damaged::add);
        var found = new ArrayList<Finding>();
        for (var id : ids) {
            var view = views.get(id);
            if (view != null) {
                RecordAt.of(view, asked.asOf().platform()).ifPresent(record -> found.add(new Finding(record, null, 0)));
            }
        }
        return found;
    }

    /** Those chosen that were not there then. */
    static Set<RecordId> missing(Records records, ExportWish wish, Asked asked) {
        var missing = new LinkedHashSet<>(wish.ids());
        for (int at = 0; at < wish.ids().size(); at += AT_ONCE) {
            var ids = wish.ids().subList(at, Math.min(at + AT_ONCE, wish.ids().size()));
            records.views(ids, asked.asOf().position(), damaged -> missing.remove(damaged.record())).values().stream()
                    .filter(view -> RecordAt.of(view, asked.asOf().platform()).isPresent())
                    .forEach(view -> missing.remove(view.record()));
        }
        return missing;
    }

    private Map<RecordId, RecordAt> parents(List<Finding> found) {
        var ids = found.stream().map(finding -> finding.record().view().parent()).filter(Objects::nonNull).distinct().toList();
        var parents = new HashMap<RecordId, RecordAt>();
        if (wish.forms().contains(ExportForm.HTML) && !ids.isEmpty()) {
            records.views(ids, position, _ -> {
            }).forEach((id, view) -> RecordAt.of(view, asked.asOf().platform())
                    .ifPresent(record -> parents.put(id, record)));
        }
        return parents;
    }

    private static @Nullable RecordAt parent(Finding finding, Map<RecordId, RecordAt> parents) {
        var parent = finding.record().view().parent();
        return parent == null ? null : parents.get(parent);
    }
}
