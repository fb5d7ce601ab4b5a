package org.cityarchive.server.disposition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.server.disposition.DueWords.Kind;
import org.cityarchive.server.hold.HeldMarks;
import org.cityarchive.server.retention.Reason;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What comes due on no day that is known, and why: the list behind the calendar's last number. */
@Controller
final class UndatedPages {
    private static final String HERE = "/disposition/undated";

    private final DueEntries due;
    private final BatchModel pages;
    private final HeldMarks holds;

    UndatedPages(DueEntries due, BatchModel pages, HeldMarks holds) {
        this.due = due;
        this.pages = pages;
        this.holds = holds;
    }

    /** A part of the list. */
    record Part(Kind kind, long count, String href, boolean chosen) {}

    /** A line of the list, with every reason. */
    record Row(DueEntries.Entry entry, List<DuePages.Mark> marks) {
        public String href() {
            return "/record/" + entry.line().record();
        }
    }

    @GetMapping(HERE)
    String list(Parameters given, Model model) {
        var only = given.word("reason", Reason.class).orElse(null);
        var read = due.undated(only, pages.today(), given.cursor().orElse(null), given.limit());
        var here = PageAddress.of(HERE).with("reason", only == null ? null : only.word())
                .with("limit", given.text("limit").orElse(null));
        var names = new HashMap<HoldId, String>();
        Function<HoldId, String> name = hold -> names.computeIfAbsent(hold, holds::name);
        model.addAttribute("all", read.all()).addAttribute("only", only).addAttribute("desk", here);
        model.addAttribute("parts", parts(read, only, here));
        model.addAttribute("rows", read.entries().stream().map(entry -> new Row(entry,
                entry.reasons().stream().map(one -> DuePages.Mark.of(one, name)).toList())).toList());
        model.addAttribute("today", pages.today()).addAttribute("days", (BatchModel.DayWords) BatchModel::day);
        model.addAttribute("next", read.next() == null ? null : here.with("cursor", read.next()).toString());
        return "disposition/undated";
    }

    private static List<Part> parts(DueEntries.Undated read, @Nullable Reason only, PageAddress here) {
        var parts = new ArrayList<Part>();
        read.counts().forEach((reason, count) -> parts.add(new Part(DueWords.of(reason), count,
                here.with("reason", reason.word()).toString(), reason == only)));
        return List.copyOf(parts);
    }
}
