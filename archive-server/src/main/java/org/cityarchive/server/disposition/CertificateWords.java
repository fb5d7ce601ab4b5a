package org.cityarchive.server.disposition;

import org.cityarchive.core.capture.RecordId;
import java.util.UUID;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.cityarchive.server.disposition.Certificate.SeriesLine;
import org.cityarchive.server.disposition.Certificate.Step;
import org.cityarchive.server.disposition.CertificatePaper.Line;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.VisibleText;

/** What a certificate says, in sentences; what people entered stands in it with every sign that cannot be seen spelled out. */
public final class CertificateWords {
    private final Certificate one;
    private final CityTimes times;

    CertificateWords(Certificate one) {
        this.one = one;
        var zone = ZoneId.of(one.zone());
        this.times = new CityTimes(() -> zone, Clock.systemUTC());
    }

    /** What happened, in one sentence but for the number of records, which stands between. */
    public String before() {
        var from = one.destroyed().from();
        return (from == null ? "" : "On " + times.day(from) + " the ") + "City of " + VisibleText.spelled(one.city())
                + " destroyed ";
    }

    public String records() {
        return counted(one.count(), "record");
    }

    public String after() {
        return " of its social media archive. Each had been kept through the last day of its period, and none was under a hold or in an"
                + " open request: each was asked again in the commit that destroyed it.";
    }

    /** All that went, in brackets behind "All". */
    public String volume() {
        var what = new ArrayList<String>();
        what.add(CertificatePaper.number(one.bytes()) + " bytes sealed");
        what.add(counted(one.parts(), "part"));
        what.addAll(CertificatePaper.joined(one.formats()));
        return String.join(", ", what);
    }

    public String title(SeriesLine line) {
        return titled(line);
    }

    static String titled(SeriesLine line) {
        return line.of().stream().map(series -> VisibleText.spelled(series.title())).collect(Collectors.joining(" + "));
    }

    /** Code, schedule and place of each series of a line, and how long it is kept. */
    public List<String> cited(SeriesLine line) {
        return cite(line);
    }

    /** The same, for a paper that is no certificate. */
    static List<String> cite(SeriesLine line) {
        return line.of().stream().map(series -> {
            var schedule = series.schedule();
            var place = series.place();
            return series.code() + (schedule == null ? "" : " · " + VisibleText.spelled(schedule))
                    + (place == null ? "" : ", " + VisibleText.spelled(place)) + " · " + series.period() + " from "
                    + series.trigger() + ", then " + series.action();
        }).toList();
    }

    public String dated(SeriesLine line) {
        return CertificatePaper.days(line.dated());
    }

    public String keptThrough(SeriesLine line) {
        return CertificatePaper.days(line.keptThrough());
    }

    public String number(long number) {
        return CertificatePaper.number(number);
    }

    public String second(Instant at) {
        return times.second(at) + " (" + times.utc(at) + ")";
    }

    /** Who signs: whoever proposed, then whoever approved. */
    public List<String> signers() {
        return one.steps().stream().filter(step -> step.what().equals("proposed") || step.what().equals("approved"))
                .map(CertificateWords::person).distinct().toList();
    }

    private static String person(Step step) {
        return VisibleText.spelled(step.name()) + ", " + step.title();
    }

    /** The facts, in two columns. */
    List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines.add(line("Batch", one.batch() + ", disposition " + one.disposition()));
        one.steps().stream().filter(step -> !step.what().equals("submitted"))
                .forEach(step -> lines.add(line(title(step.what()), person(step) + ", " + times.minute(step.at()))));
        lines.add(new Line("Council order", reference(one.councilOrder(), "none entered")));
        lines.add(new Line("Subcommittee", subcommittee()));
        offer(lines);
        lines.add(line("Destroyed", destroyed()));
        lines.add(line("How", one.method()));
        lines.add(line("Medium", one.medium()));
        lines.add(new Line("Keys destroyed", keys()));
        if (!one.outstanding().isEmpty()) {
            lines.add(new Line("Not destroyed yet", one.outstanding()));
        }
        var struck = one.struck();
        if (struck != null) {
            lines.add(new Line("Homes struck off", struck.stream().map(this::struck).toList()));
        }
        lines.add(line("Survivors", counted(one.survivors(), "record")
                + " under the same wrapping keys got other keys, were read back and opened as their facts say."));
        lines.add(new Line("Search index", index()));
        lines.add(new Line("Backups", backups()));
        lines.add(line("Holds", asked()));
        lines.add(line("Kept back", keptBack()));
        if (!one.again().isEmpty()) {
            lines.add(line("Came back",
                    counted(one.again().size(), "record") + " seen again and destroyed under the same approval."));
        }
        return List.copyOf(lines);
    }

    private String struck(Certificate.StruckOff home) {
        return "The home " + home.home() + (home.place().isEmpty() ? "" : " at " + VisibleText.spelled(home.place()))
                + ", last started " + times.minute(home.startedAt()) + ", was struck off as lost by "
                + VisibleText.spelled(home.name()) + ", " + home.title() + ", " + times.minute(home.at())
                + ". Its index, packages and uploads were not cleared: what they may have held is not known to be gone.";
    }

    private static Line line(String name, String said) {
        return new Line(name, List.of(said));
    }

    private static String title(String what) {
        return switch (what) {
            case "proposed" -> "Proposed by";
            case "approved" -> "Approved by";
            default -> "Carried out by";
        };
    }

    private static List<String> reference(Map<String, String> words, String none) {
        var said = new ArrayList<String>();
        if (words.containsKey("reference")) {
            said.add(VisibleText.spelled(words.get("reference"))
                    + (words.containsKey("on") ? ", " + VisibleText.spelled(BatchModel.day(words.get("on"))) : ""));
        }
        if (words.containsKey("note")) {
            said.add(VisibleText.spelled(words.get("note")));
        }
        return said.isEmpty() ? List.of(none) : said;
    }

    private List<String> subcommittee() {
        var said = new ArrayList<>(reference(one.subcommittee(), "not needed: every series is exempt"));
        if (!one.subcommittee().isEmpty()) {
            said.set(0, "RM60 number " + said.getFirst());
        }
        said.add("RM88 number " + one.document() + ", kept 30 years");
        return said;
    }

    private void offer(List<Line> lines) {
        var offer = one.offer();
        if (offer != null) {
            lines.add(line("Offered", "Notice " + BatchModel.day(offer.noticedOn())
                    + (offer.reference() == null ? "" : ", " + VisibleText.spelled(offer.reference())) + "; "
                    + counted(offer.claims(), "claim") + ", " + counted(offer.transferred(), "record") + " handed over."));
        }
        var given = one.handedOver();
        if (given != null) {
            lines.add(line("Handed over", given.stream().map(to -> counted(to.records(), "record") + " to "
                    + OfferedWords.typed("handedOver", to.to()).title() + ", " + counted(to.packages().size(), "package"))
                    .collect(Collectors.joining("; ")) + ", before they ended here."));
        }
    }

    private String destroyed() {
        var from = one.destroyed().from();
        var to = one.destroyed().to();
        if (from == null || to == null) {
            return "nothing";
        }
        return from.equals(to) ? second(from) : second(from) + " to " + second(to);
    }

    private List<String> keys() {
        return one.keys().isEmpty()
                ? List.of("none yet")
                : one.keys().stream().map(key -> key.key() + ", provider “" + key.provider() + "”: “" + key.receipt() + "”, "
                        + second(key.at())).toList();
    }

    private List<String> index() {
        return one.index().isEmpty()
                ? List.of("not purged yet")
                : one.index().stream().map(purge -> "Commit " + purge.commit() + ", " + times.minute(purge.at()) + ": "
                        + counted(purge.records(), "record") + " looked for byte by byte, " + purge.found() + ".").toList();
    }

    private List<String> backups() {
        var backups = one.backups();
        var oldest = backups.oldest();
        return oldest == null
                ? List.of(backups.said())
                : List.of(
                        counted(backups.holding(), "backup") + " may hold ciphertext, the oldest of " + times.minute(oldest)
                                + ".",
                        backups.said());
    }

    private String asked() {
        var asked = one.asked();
        return (asked.holds() == 0 ? "No hold" : asked.holds() == 1 ? "The 1 hold" : "All " + asked.holds() + " holds")
                + " in force and " + (asked.requests() == 0 ? "no open request" : counted(asked.requests(), "open request"))
                + (asked.holds() + asked.requests() == 0 ? " stood in the way of a record" : " were asked for each record")
                + ", at log " + (asked.from() == asked.to()
                        ? "position " + number(asked.from())
                        : "positions " + number(asked.from()) + " to " + number(asked.to()));
    }

    private String keptBack() {
        var by = new TreeMap<String, Integer>();
        one.keptBack().forEach(kept -> by.merge(kept.because(), 1, Integer::sum));
        return by.isEmpty()
                ? "none"
                : by.entrySet().stream().map(e -> number(e.getValue()) + " " + new Listed(
                        new RecordId(new UUID(0, 0)), 1, Listed.State.EXCEPTED, e.getKey(),
                        null, null).reason()).collect(Collectors.joining("; "));
    }

    private static String counted(long number, String what) {
        return CertificatePaper.number(number) + " " + what + (number == 1 ? "" : "s");
    }
}
