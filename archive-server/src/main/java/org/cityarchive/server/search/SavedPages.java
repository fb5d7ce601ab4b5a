package org.cityarchive.server.search;

import java.util.Objects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.StateMark;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.cityarchive.server.web.CorrelationId;
import org.slf4j.MDC;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Saved searches as pages, and what is new in them on the home page. */
@Controller
@RequestMapping("/search/saved")
final class SavedPages implements Watch {
    private static final int SHOWN = 200;
    private static final int NAMED = 3;

    private final SavedSearches searches;
    private final AlertMails mails;
    private final WhoCan whoCan;
    private final Records records;
    private final Positions positions;
    private final CityTimes times;
    private final AccessLog log;
    private final NamedScopes names;

    SavedPages(SavedSearches searches, AlertMails mails, WhoCan whoCan, Records records, Positions positions, CityTimes times,
            AccessLog log, NamedScopes names) {
        this.names = names;
        this.searches = searches;
        this.mails = mails;
        this.whoCan = whoCan;
        this.records = records;
        this.positions = positions;
        this.times = times;
        this.log = log;
    }

    /** A record that came to answer; without its words, since some may be read on their own page only. */
    record Fresh(String href, RecordTitle title, Instant made, Instant keptAt, int version, List<StateMark> marks) {}

    @GetMapping
    String list(Actor actor, Model model) {
        return list(actor, null, null, model);
    }

    private String list(Actor actor, @Nullable String error, @Nullable String typed, Model model) {
        model.addAttribute("searches", searches.of(actor));
        model.addAttribute("error", error);
        model.addAttribute("typed", typed);
        return "search/saved-list";
    }

    @PostMapping
    String save(Parameters given, Actor actor, Model model) {
        var query = given.text("q").orElse("");
        try {
            names.lookedUp(RecordQuery.parse(query, times.city()));
            var name = given.text("name").orElse("");
            note(actor, Act.SEARCH_SAVED, searches.save(actor, name, query), name.strip() + ": " + query);
        } catch (BadParameter bad) {
            return list(actor, bad.why(), null, model);
        } catch (QueryError unreadable) {
            return list(actor, "Not saved: " + unreadable.sentence(), query, model);
        }
        return "redirect:" + PageAddress.of("/search").with("q", query);
    }

    /** Looking at what is new: it is new no longer, but stands on the page that opens. */
    @GetMapping("/{id}")
    String look(@PathVariable String id, Actor actor) {
        var saved = Parameters.id("id", id);
        return "redirect:/search/saved/" + saved + "/matches?since=" + searches.look(saved, actor);
    }

    @GetMapping("/{id}/matches")
    String matches(@PathVariable String id, Parameters given, Actor actor, Model model) {
        var saved = searches.found(Parameters.id("id", id), actor);
        long since = given.number("since").orElse(saved.since());
        var matches = searches.matches(saved.id(), since, SHOWN);
        var damaged = new ArrayList<DamagedRecord>();
        var views = records.views(matches.stream().map(SavedSearches.Match::record).toList(), Long.MAX_VALUE, damaged::add);
        var fresh = matches.stream().filter(match -> views.containsKey(match.record())).flatMap(match -> RecordAt
                .of(Objects.requireNonNull(views.get(match.record())), null).stream()
                .map(record -> fresh(record, match))).toList();
        model.addAttribute("saved", saved);
        model.addAttribute("fresh", fresh);
        model.addAttribute("damaged", damaged);
        model.addAttribute("reference", MDC.get(CorrelationId.LOGGED));
        model.addAttribute("most", SHOWN);
        model.addAttribute("since", since);
        model.addAttribute("choices", AlertChoice.values());
        model.addAttribute("kept", given.text("kept").isPresent());
        model.addAttribute("mail", mails.standing(saved));
        model.addAttribute("whoCan", whoCan.in(Set.of(Role.IT_DIRECTOR)));
        return "search/saved-matches";
    }

    /** Whether mail tells of what is new; the page stays where it was. */
    @PostMapping("/{id}/alert")
    String alert(@PathVariable String id, Parameters given, Actor actor) {
        var saved = searches.found(Parameters.id("id", id), actor);
        var choice = AlertChoice.of(given.text("alert").orElse(""));
        mails.choose(saved.id(), choice);
        note(actor, Act.SEARCH_ALERT, saved.id(), saved.name() + ": mail " + choice.word());
        return "redirect:/search/saved/" + saved.id() + "/matches?since=" + given.number("since").orElse(saved.since())
                + "&kept=true";
    }

    private Fresh fresh(RecordAt record, SavedSearches.Match match) {
        return new Fresh("/record/" + record.id(), RecordTitle.of(record), record.history().at(),
                positions.instant(match.position()), match.version(), StateMark.of(record, times));
    }

    @PostMapping("/{id}/name")
    String rename(@PathVariable String id, Parameters given, Actor actor, Model model) {
        try {
            var saved = searches.found(Parameters.id("id", id), actor);
            var name = given.text("name").orElse("");
            searches.rename(saved.id(), actor, name);
            note(actor, Act.SEARCH_RENAMED, saved.id(), saved.name() + ", now " + name.strip());
        } catch (BadParameter bad) {
            return list(actor, bad.why(), null, model);
        }
        return "redirect:/search/saved";
    }

    @PostMapping("/{id}/delete")
    String delete(@PathVariable String id, Actor actor) {
        var saved = searches.found(Parameters.id("id", id), actor);
        searches.delete(saved.id(), actor);
        note(actor, Act.SEARCH_DELETED, saved.id(), saved.name() + ": " + saved.query());
        return "redirect:/search/saved";
    }

    private void note(Actor actor, Act act, UUID saved, String words) {
        log.note(actor, new Note(act, "search " + saved, words));
    }

    @Override
    public String what() {
        return "saved searches";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var fresh = searches.of(actor).stream().filter(saved -> saved.fresh() > 0).toList();
        if (fresh.isEmpty()) {
            return List.of();
        }
        long count = fresh.stream().mapToLong(SavedSearch::fresh).sum();
        var names = String.join(", ", fresh.stream().limit(NAMED).map(saved -> String.format(Locale.US, "%s: %,d",
                saved.name(), saved.fresh())).toList());
        return List.of(new NeedsYou(Alarm.WORK, count, "bookmark",
                count == 1 ? "New match in a saved search" : "New matches in saved searches",
                names + (fresh.size() > NAMED ? " and " + (fresh.size() - NAMED) + " more" : ""), null, "See what is new",
                fresh.size() == 1 ? fresh.getFirst().href() : "/search/saved"));
    }
}
