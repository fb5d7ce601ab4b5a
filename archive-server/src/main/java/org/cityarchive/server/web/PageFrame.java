package org.cityarchive.server.web;

import org.cityarchive.core.people.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** What stands around every page: the city, who is signed in, how fresh the index is. Templates know it as {@code @frame}. */
public final class PageFrame {
    private final Supplied supplied;
    private final CityTimes times;

    /** Where the frame's words come from. */
    public interface Supplied {
        /** The city's name; a general word until it is set. */
        String cityName();

        /** The name of who acts, as registered. */
        String personName(Actor actor);

        /** The role of who acts, as people say it. */
        String roleTitle(Actor actor);

        /** How fresh the index is. */
        Freshness freshness();

        /** The past that the present request asks for; null for now. */
        @Nullable
        Past past();
    }

    /**
     * A past that is shown instead of now.
     *
     * @param words such as "as the platform stood on Nov 20, 2026, 11:59 PM MST"
     * @param parameters of addresses that stay in it
     * @param now the same page, now
     */
    public record Past(String words, Map<String, String> parameters, String now) {}

    /**
     * An index that is being built anew.
     *
     * @param done facts read
     * @param all facts to read
     * @param whole whether the index before it still answers, so that nothing is missed
     */
    public record Rebuilding(long done, long all, boolean whole) {}

    /**
     * How far the archive can be searched.
     *
     * @param behind newest facts that search does not show yet
     * @param stopped projections that met a fact they cannot read, each with its position
     * @param rebuilding null unless the index is being built anew
     */
    public record Freshness(long behind, List<String> stopped, @Nullable Rebuilding rebuilding) {
        public boolean isFresh() {
            return behind <= 0 && stopped.isEmpty() && rebuilding == null;
        }
    }

    public PageFrame(Supplied supplied, CityTimes times) {
        this.supplied = supplied;
        this.times = times;
    }

    public String city() {
        return supplied.cityName();
    }

    public CityTimes times() {
        return times;
    }

    public Freshness freshness() {
        return supplied.freshness();
    }

    /** The past that is shown; null for now. */
    public @Nullable Past past() {
        return supplied.past();
    }

    /** The address of a page of ours in the past that is shown, so that one stays in it until one goes back to now. */
    public String kept(String path) {
        var past = supplied.past();
        return past == null ? path : new PageAddress(path, past.parameters()).toString();
    }

    /** Who is signed in, as the side bar shows it; empty on pages before sign-in. */
    public Optional<Person> person() {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn == null || !(signedIn.getPrincipal() instanceof Actor actor)) {
            return Optional.empty();
        }
        var name = supplied.personName(actor);
        return Optional.of(new Person(name, initials(name), supplied.roleTitle(actor),
                actor.role() == Role.AUDITOR,
                actor.role() == Role.AUDITOR
                        || actor.role() == Role.IT_DIRECTOR));
    }

    /**
     * Who is signed in.
     *
     * @param reader reads all, changes nothing
     * @param system may see how the machine stands
     */
    public record Person(String name, String initials, String role, boolean reader, boolean system) {}

    private static String initials(String name) {
        var words = name.strip().split("\\s+", -1);
        var first = words[0].isEmpty() ? "?" : words[0].substring(0, 1);
        return words.length > 1 ? first + words[words.length - 1].substring(0, 1) : first;
    }
}
