package org.cityarchive.server.capture;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** Opens a record for one of its tabs, with what stands on all of them. */
public final class RecordHeads {
    private final Threads threads;
    private final RecordsAsked asked;
    private final ResultWalk walk;
    private final RecordUses uses;
    private final CityTimes times;

    RecordHeads(Threads threads, RecordsAsked asked, ResultWalk walk, RecordUses uses, CityTimes times) {
        this.threads = threads;
        this.asked = asked;
        this.walk = walk;
        this.uses = uses;
        this.times = times;
    }

    /**
     * Opens a record for a tab, and gives the page what stands on all tabs.
     *
     * @param tab the last part of its address; empty for the first tab
     */
    public RecordHead open(UUID id, Parameters given, String tab, Model model) {
        return open(id, given, tab, model, _ -> {
        });
    }

    /**
     * The same for a tab that shows a part of the record.
     *
     * @param there throws where what is asked of the record is not there: then nothing was read
     */
    RecordHead open(UUID id, Parameters given, String tab, Model model, Consumer<RecordAt> there) {
        var asOf = asked.asOf(given);
        var record = asked.found(id, asOf);
        there.accept(record);
        asked.read(record);
        var address = PageAddress.of("/record/" + record.id() + (tab.isEmpty() ? "" : "/" + tab));
        for (var name : List.of("version", "from", "to", "view", "show", "page", "fact", "asOf", "knownAt", "back")) {
            address = address.with(name, given.text(name).orElse(null));
        }
        var head = RecordHead.of(record, asOf, address, times, threads.outline(record, asOf),
                way(given.text("back").orElse(null), record), uses.imports(record.view()).values());
        model.addAttribute("head", head);
        model.addAttribute("tab", tab);
        return head;
    }

    /** Only a result of our own is a way back. */
    private RecordHead.@Nullable Way way(@Nullable String back, RecordAt record) {
        return back == null || !(back.equals("/search") || back.startsWith("/search?"))
                ? null
                : new RecordHead.Way(back, walk.query(back), walk.step(back, record.id()).orElse(null));
    }
}
