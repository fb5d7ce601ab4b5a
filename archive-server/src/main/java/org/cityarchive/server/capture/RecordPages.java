package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.people.WhoRead;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.web.Parameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** One record's pages: as it looked, its versions, its thread, its history. */
@Controller
@RequestMapping("/record/{id}")
final class RecordPages {
    private static final String READERS = "readers";

    private final RecordThread.Sources sources;
    private final RecordsAsked asked;
    private final RecordHeads heads;
    private final RecordMedia media;
    private final AccessLog log;
    private final WhoRead readers;

    RecordPages(RecordThread.Sources sources, RecordsAsked asked, RecordHeads heads, RecordMedia media, AccessLog log,
            WhoRead readers) {
        this.sources = sources;
        this.asked = asked;
        this.heads = heads;
        this.media = media;
        this.log = log;
        this.readers = readers;
    }

    /** A choice of what the history shows. */
    record Filter(String label, String icon, int count, String href, boolean chosen) {}

    @GetMapping
    String looked(@PathVariable UUID id, Parameters given, Actor actor, Model model) {
        var head = heads.open(id, given, "", model, asked -> wording(asked, given));
        var record = head.record();
        if (!record.wordings().isEmpty()) {
            var wording = RecordsAsked.wording(record, given);
            boolean sensitive = media.isSensitive(record, wording);
            boolean shown = !sensitive || "sensitive".equals(given.text("show").orElse(""));
            if (sensitive && shown) {
                log.note(actor, new Note(Act.RESTRICTED_READING, "record " + record.id(), "sensitive media shown"));
            }
            model.addAttribute("wording", wording);
            model.addAttribute("words", Fold.words(RecordHistoryEntries.text(wording)));
            model.addAttribute("media", media.of(record, wording));
            model.addAttribute("covered", !shown);
        }
        model.addAttribute("around", RecordThread.Around.of(sources, head.outline(), record, asked.asOf(given)));
        return "capture/looked";
    }

    private static void wording(RecordAt record, Parameters given) {
        if (!record.wordings().isEmpty()) {
            RecordsAsked.wording(record, given);
        }
    }

    @GetMapping("/versions")
    String versions(@PathVariable UUID id, Parameters given, Model model) {
        var record = heads.open(id, given, "versions", model, asked -> VersionsShown.of(asked, given)).record();
        model.addAttribute("shown", VersionsShown.of(record, given));
        return "capture/versions";
    }

    @GetMapping("/thread")
    String thread(@PathVariable UUID id, Parameters given, Model model) {
        var head = heads.open(id, given, "thread", model);
        model.addAttribute("shown", RecordThread.page(sources, head.outline(), head.record(), asked.asOf(given),
                given.number("page").orElse(null)));
        return "capture/thread";
    }

    @GetMapping("/history")
    String history(@PathVariable UUID id, Parameters given, Actor actor, Model model) {
        var head = heads.open(id, given, "history", model);
        var chosen = new LinkedHashSet<>(List.of(given.text("show").orElse("platform,archive").split(",", -1)));
        var all = RecordHistoryEntries.of(head.record(), head.importsById());
        long platform = all.stream().filter(e -> e.fact().isOfThePlatform()).count();
        var filters = new ArrayList<Filter>();
        filters.add(filter(head, chosen, "platform", "On the platform", (int) platform));
        filters.add(filter(head, chosen, "archive", "In the archive", (int) (all.size() - platform)));
        if (maySeeReaders(head, actor)) {
            int count = readers.count(head.record().id());
            filters.add(filter(head, chosen, READERS, "Who read it", count));
            model.addAttribute("readings", chosen.contains(READERS) ? readers.last(head.record().id()) : null)
                    .addAttribute("allReadings", count);
        }
        model.addAttribute("filters", filters);
        model.addAttribute("facts", all.size());
        model.addAttribute("entries",
                all.stream().filter(e -> chosen.contains(e.fact().isOfThePlatform() ? "platform" : "archive")).toList());
        return "capture/history";
    }

    /** Readings are of now: who looks at a past day is not told what came later. */
    private static boolean maySeeReaders(RecordHead head, Actor actor) {
        return head.record().isRestricted() && head.past() == null && Grants.AUDIT.contains(actor.role());
    }

    private static Filter filter(RecordHead head, Set<String> chosen, String name, String label, int count) {
        var other = new LinkedHashSet<>(chosen);
        boolean isChosen = !other.add(name);
        if (isChosen) {
            other.remove(name);
        }
        var show = other.isEmpty() ? "none" : String.join(",", other);
        return new Filter(label, isChosen ? "check-lg" : "plus-lg", count, head.with("show", show), isChosen);
    }
}
