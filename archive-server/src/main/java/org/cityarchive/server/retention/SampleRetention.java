package org.cityarchive.server.retention;

import java.util.Optional;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.FiscalYear;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.retention.SeriesReadings.Place;
import org.cityarchive.server.store.Positions;

/**
 * How the example city keeps its records: a schedule that two people adopted, with one series that waits for its second person, rules, one
 * audit report, and the draft of the next schedule. All of it is made up; its periods are short, as its records are two years old.
 */
public final class SampleRetention {
    private static final LocalDate FROM = LocalDate.of(2025, 7, 1);
    private static final LocalDate NEXT_FROM = LocalDate.of(2027, 1, 1);
    private static final String VERSION = "2025-07";
    /** Read by the clerk, and not confirmed: whoever opens the example finds something left to do. */
    private static final SeriesCode UNCONFIRMED = new SeriesCode("CB-ALERT");

    /** @param matches how many records of the example it matches; a test counts them */
    private record Rule(String name, String query, String series, long matches) {}

    private final PeopleInRoles people;
    private final Adopting adopting;
    private final RuleBook rules;
    private final DateBook dates;
    private final ScheduleBook book;
    private final Positions positions;
    private final RetentionActs acts;

    SampleRetention(PeopleInRoles people, Adopting adopting, RuleBook rules, DateBook dates, ScheduleBook book,
            Positions positions, RetentionActs acts) {
        this.people = people;
        this.adopting = adopting;
        this.rules = rules;
        this.dates = dates;
        this.book = book;
        this.positions = positions;
        this.acts = acts;
    }

    private static final List<SeriesLine> SERIES = List.of(
            line("CB-COUNCIL", "Council meetings, and what is said under them", "PERMANENT", "PERMANENT", "RETAIN"),
            line("CB-PLANNING", "Sheep Draw Estates: hearings, notices and comment", "PERMANENT", "PERMANENT", "RETAIN"),
            line("CB-ROUTINE", "Everyday posts and answers of the city", "P18M", "CREATION", "DESTROY"),
            line("CB-COMMENT", "Everyday comments of the public", "P1Y", "CREATION", "DESTROY"),
            line("CB-COMPLAINT", "Complaints and requests for service", "P2Y", "CLOSED", "DESTROY"),
            line("CB-ALERT", "Road, weather and outage alerts", "P1Y", "CREATION", "DESTROY"),
            line("CB-EMERGENCY", "The flood of March 2025", "P10Y", "CLOSED", "REVIEW"),
            line("CB-ELECTION", "Election and levy information", "P22M", "EVENT", "DESTROY"),
            line("CB-MESSAGE", "Private messages to the city", "P3Y", "CREATION", "DESTROY_CONFIDENTIAL"),
            line("CB-WORKS", "Water main and levee works of a budget year", "P6M", "FY_END_AUDITED", "DESTROY"),
            line("CB-PROFILE", "Profiles of the city’s accounts", "P3Y", "SUPERSEDED", "REVIEW"));

    private static final List<Rule> RULES = List.of(
            new Rule("Everyday comments", "kind:comment author-kind:public", "CB-COMMENT", 1269),
            new Rule("Posts and answers of the city",
                    "(kind:post OR kind:comment) author-kind:city -account:CottonwoodBendCouncil -account:CBendAlerts",
                    "CB-ROUTINE", 469),
            new Rule("Council channel", "account:CottonwoodBendCouncil -kind:profile", "CB-COUNCIL", 154),
            new Rule("Sheep Draw Estates", "\"Sheep Draw\"", "CB-PLANNING", 12),
            new Rule("Complaints",
                    "author-kind:public kind:comment (plow OR plowed OR mailbox OR garbage OR sidewalk OR pothole OR complaint)",
                    "CB-COMPLAINT", 42),
            new Rule("Alerts", "account:CBendAlerts kind:post", "CB-ALERT", 69),
            new Rule("The flood", "(flood OR levee OR river OR siren OR sandbags) after:2025-03-01 before:2025-05-01",
                    "CB-EMERGENCY", 24),
            new Rule("Election and levy", "(ballot OR levy OR canvass OR election)", "CB-ELECTION", 23),
            new Rule("Private messages", "kind:message", "CB-MESSAGE", 67),
            new Rule("Works of a budget year", "\"water main\" author-kind:city", "CB-WORKS", 6));

    private static SeriesLine line(String code, String title, String period, String trigger, String action) {
        return SchedulePages.line(Map.of("code", code, "title", title, "schedule", "Cottonwood Bend records schedule",
                "schedule_version", VERSION, "period", period, "trigger", trigger, "action", action, "source_note",
                "Made up for the example", "subcommittee", "EXEMPT"));
    }

    private static UUID id(String what) {
        return UUID.nameUUIDFromBytes(("sample " + what).getBytes(StandardCharsets.UTF_8));
    }

    /** Settles it all where nothing was settled; two of the city's people must be there. */
    public void moveIn() {
        var clerk = person(Role.CLERK);
        var manager = person(Role.MANAGER);
        if (clerk.isPresent() && manager.isPresent() && book.now().told().isEmpty()) {
            moveIn(clerk.get(), manager.get());
        }
    }

    private Optional<Actor> person(Role role) {
        return people.all().stream().filter(one -> one.role() == role).findFirst()
                .map(one -> new Actor(one.person().toString(), role));
    }

    private void moveIn(Actor clerk, Actor manager) {
        var schedule = new ScheduleId(id("schedule 2025"));
        adopting.begin(schedule, "Cottonwood Bend 2025", FROM, SERIES, clerk);
        for (int i = 0; i < SERIES.size(); i++) {
            var code = SERIES.get(i).series().code();
            if (!code.equals(UNCONFIRMED)) {
                adopting.read(schedule, code, new Place(VERSION, String.valueOf(i + 1), String.valueOf(2 + i / 3)), clerk);
            }
        }
        adopting.propose(schedule, null, clerk);
        adopting.adopt(schedule, null, manager);
        adopting.read(schedule, UNCONFIRMED, new Place(VERSION, "6", "3"), clerk);
        long position = positions.head().position();
        for (var rule : RULES) {
            rules.adopt(new RuleBook.Wish(new RuleId(id("rule " + rule.name())), 1,
                    new RuleQueries.Written(rule.name(), rule.query(), "Made up for the example", acts.zone()),
                    new SeriesCode(rule.series()), rule.matches(), position), clerk);
        }
        dates.enterReport(new FiscalYear(2025), LocalDate.of(2025, 12, 9), "Letter of the auditor, in the clerk’s file", clerk);
        adopting.begin(new ScheduleId(id("schedule 2027")), "Cottonwood Bend 2027", NEXT_FROM, next(), clerk);
    }

    /** Comments and alerts longer, planning no longer for ever, works counted from their own day. */
    private static List<SeriesLine> next() {
        var next = new ArrayList<>(SERIES);
        replace(next, line("CB-PLANNING", "Sheep Draw Estates: hearings, notices and comment", "P10Y", "CLOSED", "REVIEW"));
        replace(next, line("CB-COMMENT", "Everyday comments of the public", "P2Y", "CREATION", "DESTROY"));
        replace(next, line("CB-ALERT", "Road, weather and outage alerts", "P6M", "CREATION", "DESTROY"));
        replace(next, line("CB-WORKS", "Water main and levee works", "P1Y", "CREATION", "DESTROY"));
        return next;
    }

    private static void replace(List<SeriesLine> lines, SeriesLine line) {
        lines.replaceAll(one -> one.code().equals(line.code()) ? line : one);
    }
}
