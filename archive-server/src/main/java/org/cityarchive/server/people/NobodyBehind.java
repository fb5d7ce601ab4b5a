package org.cityarchive.server.people;

import java.util.Map;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** A token that no person made takes one of two steps: nobody could say whether two people took them. */
record NobodyBehind() implements Refusal {
    @Override
    public String name() {
        return "no-person-behind";
    }

    @Override
    public String sentence() {
        return "Not done: no person made this token, and this step is one of two that two people take. Sign in, or let a person make"
                + " the token.";
    }

    @Override
    public Citation citation() {
        return new Citation("LAW C.7, C.8", "Two steps are taken by two people; a token counts as the person who made it.");
    }

    @Override
    public Map<String, String> values() {
        return Map.of();
    }
}
