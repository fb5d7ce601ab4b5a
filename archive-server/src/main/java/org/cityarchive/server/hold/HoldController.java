package org.cityarchive.server.hold;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.capture.Readings;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordJson;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.hold.HoldStanding.Proposed;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Legal holds over HTTP. A write that comes again under the same Idempotency-Key changes nothing. */
@RestController
@Tag(name = "holds")
@RequestMapping("/api/v1/holds")
final class HoldController {
    private static final String KEY = "Idempotency-Key";

    private final HoldViews views;
    private final Holding holding;
    private final ScopePreviews previews;
    private final HoldPeople people;
    private final HoldKeys keys;
    private final RecordSearch search;
    private final Records records;
    private final Readings readings;
    private final HoldReminders reminders;

    HoldController(HoldViews views, Holding holding, ScopePreviews previews, HoldPeople people, HoldKeys keys,
            RecordSearch search, Records records, Readings readings, HoldReminders reminders) {
        this.reminders = reminders;
        this.views = views;
        this.holding = holding;
        this.previews = previews;
        this.people = people;
        this.keys = keys;
        this.search = search;
        this.records = records;
        this.readings = readings;
    }

    /**
     * A scope that is to bind. Accounts, authors and the period narrow the query; records come besides.
     *
     * @param query in the search page's language
     * @param accounts ids; any of them
     * @param authors names or ids on the platform; any of them
     * @param from first city day
     * @param to last city day; left out: an open end
     * @param wholeThreads whether the thread of whatever matches, now or later, is held whole
     * @param records ids
     */
    record Scope(@Nullable String query, @Nullable List<String> accounts, @Nullable List<String> authors, @Nullable String from,
            @Nullable String to, @Nullable Boolean wholeThreads, @Nullable List<String> records) {
        ScopeForm form() {
            return new ScopeForm(text(query), String.join(" ", list(accounts)), String.join("\n", list(authors)), text(from),
                    text(to),
                    Boolean.TRUE.equals(wholeThreads), String.join("\n", list(records)));
        }
    }

    /** @param custodians ids of people who are told */
    record Wanted(@Nullable String matter, @Nullable String reference, @Nullable String reason, @Nullable Scope scope,
            @Nullable List<String> custodians) {}

    /** @param narrows numbers of scopes whose release is proposed with it */
    record Change(@Nullable Scope scope, @Nullable String reason, @Nullable List<String> custodians,
            @Nullable List<Integer> narrows) {}

    /** @param scopes numbers; left out: all that bind */
    record Proposal(@Nullable String reason, @Nullable List<Integer> scopes) {}

    /** @param custodian id of who has not acknowledged */
    record Reminder(@Nullable String custodian) {}

    /** @param proposal id; left out: the one that is open */
    record Decision(@Nullable String proposal) {}

    @GetMapping
    @Operation(summary = "List holds", description = "state: in-force (also with a release proposed), proposed, released; left out: all. Matters are told to roles that may read them and to custodians.")
    Page<HoldJson> all(Parameters asked, Actor actor) {
        asked.only("state", "limit", "cursor");
        var state = asked.word("state", HoldJson.State.class);
        var all = views.all(actor).stream().map(HoldJson::of).filter(hold -> state.isEmpty() || state.get().holds(hold)).toList();
        return Page.of(all, hold -> hold.id().toString(), asked);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One hold: scopes, custodians, proposals, counts")
    HoldJson one(@PathVariable String id, Actor actor) {
        return HoldJson.of(found(id, actor));
    }

    @PostMapping
    @Operation(summary = "Place a hold", description = "It binds from the commit, also what is captured later. The City Attorney alone may (LAW C.7).")
    ResponseEntity<HoldJson> place(@RequestBody Wanted wanted, @RequestHeader(name = KEY, required = false) @Nullable String key,
            Actor actor) {
        Holding.attorneys(actor);
        var matter = Matters.checked(new Matter(text(wanted.matter()), text(wanted.reference()), text(wanted.reason()),
                custodians(wanted.custodians())));
        var written = previews.written(scope(wanted.scope()));
        var hold = new HoldId(keys.id("hold", key, actor));
        keys.requireSame(hold, matter, written);
        holding.place(hold, matter, written, actor);
        return ResponseEntity.created(URI.create("/api/v1/holds/" + hold)).body(one(hold.toString(), actor));
    }

    @PostMapping("/{id}/scopes")
    @Operation(summary = "Let one more scope bind", description = "Scopes bind side by side; to narrow, name the wider ones in narrows: their release is proposed.")
    HoldJson change(@PathVariable String id, @RequestBody Change change,
            @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        var hold = found(id, actor);
        Holding.attorneys(actor);
        var reason = reason(change.reason());
        var written = previews.written(scope(change.scope()));
        var own = keys.id("scope " + id, key, actor);
        if (!keys.isSet(hold.standing(), own)) {
            holding.changeScope(hold.standing().id(), written, new Holding.Change(own, reason, custodians(change.custodians()),
                    list(change.narrows())), actor);
        }
        return one(id, actor);
    }

    @PostMapping("/{id}/acknowledgements")
    @Operation(summary = "Acknowledge a hold", description = "By one of its custodians; again, it changes nothing.")
    HoldJson acknowledge(@PathVariable String id, Actor actor) {
        var hold = found(id, actor);
        if (!people.isCustodian(actor, people.custodians(hold.standing()))) {
            throw new Refused(new HoldDoorRefusal.NotACustodian(hold.standing().id()));
        }
        holding.acknowledge(hold.standing().id(), actor);
        return one(id, actor);
    }

    @PostMapping("/{id}/reminders")
    @Operation(summary = "Remind a custodian who has not acknowledged", description = "One letter a day; again, it changes nothing. The City Attorney may.")
    HoldJson remind(@PathVariable String id, @RequestBody Reminder reminder, Actor actor) {
        var hold = found(id, actor);
        Holding.attorneys(actor);
        var custodian = new PersonId(Parameters.id("custodian", reminder.custodian() == null ? "" : reminder.custodian()));
        if (hold.missing().stream().noneMatch(one -> one.person().equals(custodian))) {
            throw new BadParameter("custodian", "Nobody of this id is to acknowledge this hold, or they have.");
        }
        reminders.remind(hold, custodian, actor);
        return one(id, actor);
    }

    @PostMapping("/{id}/release-proposals")
    @Operation(summary = "Propose a release", description = "The first of two steps, by the City Attorney; it frees nothing.")
    ResponseEntity<HoldJson> propose(@PathVariable String id, @RequestBody Proposal proposal,
            @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        var hold = found(id, actor);
        Holding.attorneys(actor);
        var own = keys.id("proposal " + id, key, actor);
        if (hold.standing().proposal(own).isEmpty()) {
            holding.propose(hold.standing().id(), own, list(proposal.scopes()), reason(proposal.reason()), actor);
        }
        return ResponseEntity.created(URI.create("/api/v1/holds/" + id)).body(one(id, actor));
    }

    @PostMapping("/{id}/withdrawal")
    @Operation(summary = "Withdraw or decline a proposed release")
    HoldJson withdraw(@PathVariable String id, @RequestBody Decision decision, Actor actor) {
        var hold = found(id, actor);
        holding.withdraw(hold.standing().id(), proposal(hold, decision), actor);
        return one(id, actor);
    }

    @PostMapping("/{id}/release")
    @Operation(summary = "Confirm a proposed release", description = "The second step, by the role that the city's profile names, never by who proposed. It destroys nothing; the days of cooling off begin.")
    HoldJson release(@PathVariable String id, @RequestBody Decision decision, Actor actor) {
        var hold = found(id, actor);
        holding.release(hold.standing().id(), proposal(hold, decision), actor);
        return one(id, actor);
    }

    @GetMapping("/{id}/records")
    @Operation(summary = "The records that a hold covers today, newest first")
    Page<RecordJson> held(@PathVariable String id, Parameters asked, Actor actor) {
        asked.only("limit", "cursor");
        var hold = found(id, actor).standing();
        var query = views.held(hold.isInForce() ? hold.binding() : hold.scopes());
        var found = search.search(new Search(query, Sort.NEWEST, asked.limit(), asked.cursor().orElse(null), null, null, false));
        var views = records.views(found.hits().stream().map(Hit::record).toList(), Long.MAX_VALUE);
        var shown = new ArrayList<RecordAt>();
        views.values().forEach(view -> RecordAt.of(view, null).ifPresent(shown::add));
        readings.note(shown);
        return new Page<>(shown.stream().map(RecordJson::of).toList(), found.next(), found.total());
    }

    private HoldView found(String id, Actor actor) {
        return views.one(Parameters.id("id", id), actor);
    }

    /** The proposal that is named, else the open one; one that nobody made where there is none, which the law refuses. */
    private static UUID proposal(HoldView hold, Decision decision) {
        return decision.proposal() != null
                ? Parameters.id("proposal", decision.proposal())
                : hold.standing().proposals().stream().filter(one -> one.state() == Proposed.OPEN).map(HoldStanding.Proposal::id)
                        .findFirst().orElseGet(() -> new UUID(0, 0));
    }

    private static ScopeForm scope(@Nullable Scope scope) {
        return scope == null ? ScopeForm.EMPTY : scope.form();
    }

    private List<PersonId> custodians(@Nullable List<String> ids) {
        var custodians = list(ids).stream().map(id -> new PersonId(Parameters.id("custodians", id))).toList();
        custodians.stream().filter(person -> !people.isHere(person)).findFirst().ifPresent(person -> {
            throw new BadParameter("custodians", "Nobody here has the id " + person + "; a custodian is a person who acts here.");
        });
        return custodians;
    }

    private static String reason(@Nullable String text) {
        var reason = text(text);
        if (reason.isEmpty() || reason.length() > Matter.LONGEST_REASON) {
            throw new BadParameter("reason",
                    String.format(Locale.US, "The reason takes 1 to %,d characters.", Matter.LONGEST_REASON));
        }
        return reason;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
