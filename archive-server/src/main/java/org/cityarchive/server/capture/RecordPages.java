package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** One record's pages: as it looked, its versions, its thread, its history, its source. */
@Controller
@RequestMapping("/record/{id}")
final class RecordPages {
    /** More raw bytes than these are not shown in the page but given as a file. */
    private static final int MOST_RAW = 200_000;

    private final Records records;
    private final RecordsAsked asked;
    private final CityTimes times;

    RecordPages(Records records, RecordsAsked asked, CityTimes times) {
        this.records = records;
        this.asked = asked;
        this.times = times;
    }

    /** A wording in the list of versions. */
    record Row(Wording wording, int words, String begins) {
        private static final int LONGEST = 90;

        static Row of(Wording wording) {
            var text = wording.content().text();
            var known = text == null ? "" : text;
            int words = (int) WordDiff.words(known).stream().filter(w -> Character.isLetterOrDigit(w.codePointAt(0))).count();
            int end = known.offsetByCodePoints(0, Math.min(LONGEST, known.codePointCount(0, known.length())));
            return new Row(wording, words, end < known.length() ? known.substring(0, end) + "…" : known);
        }
    }

    /** A fact, and what an edit changed; null for what is no edit. */
    record Entry(FactWords fact, @Nullable WordDiff diff) {}

    @GetMapping
    String looked(@PathVariable UUID id, Parameters given, Model model) {
        var head = head(id, given, "looked", model);
        var record = head.record();
        var wording = record.wordings().isEmpty() ? null : RecordsAsked.wording(record, given);
        model.addAttribute("wording", wording);
        model.addAttribute("thread", RecordThread.of(records, record, asked.asOf(given)));
        return "capture/looked";
    }

    @GetMapping("/versions")
    String versions(@PathVariable UUID id, Parameters given, Model model) {
        var record = head(id, given, "versions", model).record();
        var wordings = record.wordings();
        model.addAttribute("rows", wordings.stream().map(Row::of).toList());
        if (wordings.size() > 1) {
            var second = RecordsAsked.wording(record, renamed(given, "with"));
            var first = given.text("version").isEmpty()
                    ? wordings.get(Math.max(0, second.number() - 2))
                    : RecordsAsked.wording(record, given);
            model.addAttribute("first", first);
            model.addAttribute("second", second);
            model.addAttribute("diff", WordDiff.of(text(first), text(second)));
            model.addAttribute("media", media(first, second));
            model.addAttribute("together", "one".equals(given.text("view").orElse("")));
        }
        return "capture/versions";
    }

    @GetMapping("/thread")
    String thread(@PathVariable UUID id, Parameters given, Model model) {
        var record = head(id, given, "thread", model).record();
        model.addAttribute("thread", RecordThread.of(records, record, asked.asOf(given)));
        return "capture/thread";
    }

    @GetMapping("/history")
    String history(@PathVariable UUID id, Parameters given, Model model) {
        var view = head(id, given, "history", model).record().view();
        model.addAttribute("entries", FactWords.all(view).reversed().stream().map(f -> new Entry(f, diff(view, f))).toList());
        return "capture/history";
    }

    @GetMapping("/source")
    String source(@PathVariable UUID id, Parameters given, Model model) {
        var record = head(id, given, "source", model).record();
        model.addAttribute("wordings", record.wordings());
        if (!record.wordings().isEmpty()) {
            var wording = RecordsAsked.wording(record, given);
            var part = records.part(record.id(), wording.part());
            byte[] raw = part.raw();
            model.addAttribute("wording", wording);
            model.addAttribute("type", part.rawType());
            model.addAttribute("bytes", raw.length);
            model.addAttribute("raw", shown(raw));
            model.addAttribute("hex", !isText(raw));
            model.addAttribute("cut", raw.length > MOST_RAW);
        }
        return "capture/source";
    }

    private RecordHead head(UUID id, Parameters given, String tab, Model model) {
        var asOf = asked.asOf(given);
        var record = asked.record(id, asOf);
        var address = PageAddress.of("/record/" + record.id() + ("looked".equals(tab) ? "" : "/" + tab));
        for (var name : List.of("version", "with", "view", "asOf", "knownAt", "back")) {
            address = address.with(name, given.text(name).orElse(null));
        }
        var head = RecordHead.of(record, asOf, address, times);
        model.addAttribute("head", head);
        model.addAttribute("tab", tab);
        return head;
    }

    private static String media(Wording first, Wording second) {
        var before = first.content().media();
        var after = second.content().media();
        if (before == null || after == null) {
            return before == null && after == null ? "not shown by the source" : "not shown by the source of one of them";
        }
        return before.equals(after) ? "unchanged" : "changed";
    }

    /** The same parameters with another one read as {@code version}. */
    private static Parameters renamed(Parameters given, String name) {
        Map<String, String[]> version = new LinkedHashMap<>();
        given.text(name).ifPresent(value -> version.put("version", new String[]{value}));
        return new Parameters(version);
    }

    private static @Nullable WordDiff diff(RecordView view, FactWords fact) {
        int number = fact.version();
        return number < 2
                ? null
                : WordDiff.of(text(view.history().wordings().get(number - 2)), text(view.history().wordings().get(number - 1)));
    }

    private static String text(Wording wording) {
        var text = wording.content().text();
        return text == null ? "" : text;
    }

    private static String shown(byte[] raw) {
        int length = Math.min(raw.length, MOST_RAW);
        return isText(raw) ? new String(raw, 0, length, UTF_8) : HexFormat.ofDelimiter(" ").formatHex(raw, 0, length);
    }

    private static boolean isText(byte[] raw) {
        try {
            var text = UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(raw));
            return text.chars().noneMatch(c -> c == 0);
        } catch (java.nio.charset.CharacterCodingException _) {
            return false;
        }
    }
}
