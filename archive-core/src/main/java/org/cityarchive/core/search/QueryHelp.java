package org.cityarchive.core.search;

import java.util.List;

/** The query language in a few lines, for pages and the command line. */
public final class QueryHelp {

    /** Every spelling and what it asks. */
    public static final List<Line> LINES = List.of(
            new Line("flood map", "both words, in the same version; case and accents do not count"),
            new Line("\"town hall\"", "these words together"), new Line("flood OR fire", "one of its two neighbors"),
            new Line("-map", "not this"), new Line("(a OR b) c", "brackets hold together"),
            new Line("infra*", "words that begin so"),
            new Line("=Bogotá", "accents as typed; also =\"a phrase\""),
            new Line("~flooding", "all forms of an English word; also ~\"a phrase\""),
            new Line("#VeteransDay", "the tag"), new Line("@USPS", "the mention"),
            new Line("https://…", "the link in the text, or the record's own address; with * at its end, links that begin so"),
            new Line("account:RepWexton", "the city's account, by handle or id"),
            new Line("author:\"Jane Doe\"", "the author, by name or id"),
            new Line("author-kind:public", "city, public or unknown"), new Line("platform:facebook", "the platform"),
            new Line("kind:comment", "post, comment, message or profile"), new Line("lang:es", "the platform's language tag"),
            new Line("reply-to:1196", "answers to this id"),
            new Line("thread:6f1c2d3e-0a4b-4c5d-8e6f-708192a3b4c5", "this record, by its id here, and all answers below it"),
            new Line("has:media", "media, photo, video or link"),
            new Line("is:deleted", "as it stands now: deleted, edited or hidden; is:latest looks at the last version only"),
            new Line("hold:H-3", "under this hold, by number, or by its matter as hold:\"Doe v. City\"; is:held under any"),
            new Line("request:26-44", "in this records request, by number"),
            new Line("series:S1-CORR-ROUTINE",
                    "of this series of the schedule; is:due past its period, and nothing stands in the way"),
            new Line("was:deleted", "ever seen deleted or hidden"),
            new Line("after:2022-03-01",
                    "made on that day of the city or later; a year, a month or an instant may stand there too"),
            new Line("before:2022-04-01", "made before that day"), new Line("on:2022-03-13", "made on that day"),
            new Line("captured-after:2022-03-01",
                    "first kept by the archive on that day or later, whenever it was made; also captured-before: and captured: for on that day"));

    private QueryHelp() {}

    /**
     * @param typed an example
     * @param asks what it asks
     */
    public record Line(String typed, String asks) {}
}
