package org.cityarchive.server.security;

import static org.cityarchive.core.people.Role.ADAPTER;
import static org.cityarchive.core.people.Role.ATTORNEY;
import static org.cityarchive.core.people.Role.AUDITOR;
import static org.cityarchive.core.people.Role.CLERK;
import static org.cityarchive.core.people.Role.COMMUNICATIONS_MANAGER;
import static org.cityarchive.core.people.Role.IT_DIRECTOR;
import static org.cityarchive.core.people.Role.MANAGER;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Routes;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every route and who may use it. A route that is not here is denied to all. */
public final class Grants {
    private static final Set<Role> EVERYONE = Set.of();
    private static final Set<Role> STAFF = Roles.STAFF;
    private static final Set<Role> ALL_ROLES = Set.copyOf(EnumSet.allOf(Role.class));
    private static final Set<Role> ADMINISTRATION = Set.of(IT_DIRECTOR);
    /** Who keeps the register of accounts. */
    public static final Set<Role> REGISTER = Set.of(CLERK, IT_DIRECTOR);
    /** Who settles how long records are kept; the law says which step is whose. */
    public static final Set<Role> SETTLERS = Set.of(CLERK, MANAGER);
    /** Who may bring files in, and stop what is being read. */
    public static final Set<Role> IMPORTERS = Set.of(CLERK, IT_DIRECTOR, COMMUNICATIONS_MANAGER, ADAPTER);

    /** Who may read what everyone did; the communications manager may not, whose own acts are most of it. */
    public static final Set<Role> AUDIT = Set.of(AUDITOR, IT_DIRECTOR, ATTORNEY, MANAGER, CLERK);

    /** Who may read what each leaf of the log says, and how the archive's machine stands. */
    private static final Set<Role> LOG_READERS = Set.of(AUDITOR, IT_DIRECTOR);

    /** What a watching program reads. */
    static final String METRICS = "/actuator/prometheus";

    /** Who may have everything that is kept compared: it costs the machine's time. */
    public static final Set<Role> AUDITORS = Set.of(AUDITOR, IT_DIRECTOR, CLERK);

    /** Who may take refused lines as they came: private words may be among them. */
    public static final Set<Role> REJECT_READERS = Set.of(CLERK, IT_DIRECTOR, COMMUNICATIONS_MANAGER, AUDITOR);

    /** Who may write anything of a hold; what each role may is the law's word. */
    private static final Set<Role> HOLDERS = Set.of(ATTORNEY, CLERK, MANAGER, IT_DIRECTOR, COMMUNICATIONS_MANAGER);

    private Grants() {}

    /** Who may ask for a step of a disposition: the law says to each which are theirs, and who takes the others. */
    private static final Set<Role> DISPOSERS = Set.of(CLERK, MANAGER, ATTORNEY, IT_DIRECTOR, COMMUNICATIONS_MANAGER);

    /** Who keeps the requests for public records. */
    private static final Set<Role> REQUESTS = Set.of(CLERK, ATTORNEY);

    /** Who may read what people asked for, and who asked. */
    public static final Set<Role> REQUEST_READERS = Set.of(CLERK, ATTORNEY, MANAGER, AUDITOR);

    /** In the order in which they are tried. */
    public static final List<Grant> ALL = List.of( //
            // without sign-in: the door itself, what it is drawn with, and whether the server is well
            get("/sign-in", EVERYONE), post("/sign-in", EVERYONE), post("/sign-in/password", EVERYONE),
            get("/sign-in/second", EVERYONE), post("/sign-in/second", EVERYONE), get("/sign-in/left", EVERYONE),
            get("/sign-in/single", EVERYONE), get("/sign-in/single/back", EVERYONE),
            get("/set-up", EVERYONE), post("/set-up", EVERYONE),
            get("/webjars/**", EVERYONE), get("/css/**", EVERYONE), get("/js/**", EVERYONE), get("/images/**", EVERYONE),
            get("/favicon.ico", EVERYONE), get("/actuator/health/**", EVERYONE),
            // pages
            post("/sign-out", STAFF), post("/sign-in/stay", STAFF), get("/sign-in/first", STAFF), post("/sign-in/first", STAFF),
            get("/", STAFF), get("/search/**", STAFF), get("/record/**", STAFF), post("/record/{id}/return/**", Set.of(CLERK)),
            post("/search/exports/**", STAFF),
            post("/search/saved/**", STAFF),
            get("/hold", STAFF), get("/hold/**", STAFF), post("/hold/**", HOLDERS),
            get("/api/v1/holds/**", STAFF), post("/api/v1/holds/**", HOLDERS),
            get("/capture/**", STAFF),
            post("/capture/imports/**", IMPORTERS), get("/account/**", STAFF), post("/account/**", REGISTER),
            get("/retention/**", STAFF), post("/retention/**", SETTLERS),
            get("/people/audit", AUDIT), get("/people/**", STAFF), post("/people/me/**", STAFF),
            post("/people/**", ADMINISTRATION), get("/system", LOG_READERS),
            get("/disposition/**", STAFF), post("/disposition/**", DISPOSERS),
            get("/evidence", STAFF), post("/evidence", STAFF), get("/evidence/audits/**", STAFF),
            post("/evidence/audits", AUDITORS),
            // the log is public; its entries tell kinds and times
            get("/log/checkpoint", EVERYONE), get("/log/tile/entries/**", LOG_READERS), get("/log/tile/**", EVERYONE),
            post("/api/v1/evidence/audits", AUDITORS), get("/api/v1/evidence/audits/**", STAFF),
            get("/api/v1/evidence/**", ALL_ROLES), post("/api/v1/evidence/cosignatures", LOG_READERS),
            // API
            get("/api/v1/schedules/**", STAFF), post("/api/v1/schedules/**", SETTLERS), get("/api/v1/rules/**", STAFF),
            post("/api/v1/rules/**", SETTLERS), post("/api/v1/what-if", STAFF), get("/api/v1/audit-reports", STAFF),
            post("/api/v1/audit-reports", SETTLERS),
            get("/api/openapi.json/**", ALL_ROLES), get("/api/openapi.json.yaml", ALL_ROLES),
            get("/api/v1/dispositions/**", STAFF), post("/api/v1/dispositions/**", DISPOSERS),
            get("/api/v1/requests/**", REQUEST_READERS), post("/api/v1/requests/**", REQUESTS),
            get("/api/v1/records/**", STAFF), post("/api/v1/records/{id}/exception", SETTLERS),
            post("/api/v1/records/{id}/dates", SETTLERS), get("/api/v1/audit", AUDIT),
            get("/api/v1/exports/**", STAFF), post("/api/v1/exports/**", STAFF),
            get("/api/v1/imports/{id}/rejects/file", REJECT_READERS),
            post("/api/v1/imports/**", IMPORTERS), get("/api/v1/imports/**", ALL_ROLES), get("/api/v1/accounts/**", ALL_ROLES),
            get("/api/v1/people/**", STAFF), post("/api/v1/people/**", ADMINISTRATION),
            new Grant("DELETE", "/api/v1/people/**", ADMINISTRATION),
            post("/api/v1/accounts/**", REGISTER), get("/api/v1/tokens", ADMINISTRATION), post("/api/v1/tokens", ADMINISTRATION),
            new Grant("DELETE", "/api/v1/tokens/{id}", ADMINISTRATION), post("/api/v1/rebuilds", ADMINISTRATION),
            post("/api/v1/backups", ADMINISTRATION), get("/api/v1/backups/**", ADMINISTRATION),
            post("/api/v1/keys/rotations", ADMINISTRATION),
            get(METRICS, LOG_READERS), get("/actuator/**", ADMINISTRATION));

    private static final List<PathPattern> PATTERNS = ALL.stream().map(grant -> new PathPatternParser().parse(grant.pattern()))
            .toList();

    /** The route of a request; empty: none. */
    static Optional<Grant> of(String method, String path) {
        var container = PathContainer.parsePath(path);
        return IntStream.range(0, ALL.size())
                .filter(i -> ALL.get(i).method().equals(method) && PATTERNS.get(i).matches(container)).mapToObj(ALL::get)
                .findFirst();
    }

    /** Whether there is a route at all: a refusal of what is none would only puzzle. */
    static Routes.Route route(String method, String path) {
        var container = PathContainer.parsePath(path);
        if (PATTERNS.stream().noneMatch(pattern -> pattern.matches(container))) {
            return Routes.Route.NO_PATH;
        }
        return of(method, path).isPresent() ? Routes.Route.GRANTED_TO_SOME : Routes.Route.NO_METHOD;
    }

    private static Grant get(String pattern, Set<Role> roles) {
        return new Grant("GET", pattern, roles);
    }

    private static Grant post(String pattern, Set<Role> roles) {
        return new Grant("POST", pattern, roles);
    }
}
