package org.cityarchive.server.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.cityarchive.server.web.HtmlText;

/** The records of the page that a hand-over has to be printed, as far as it is the page that the archive writes. */
record PrintedRecords(String record, String inner) implements ReadableFiles.Shown {
    private static final String NOT_OURS = "";
    private static final Pattern ARTICLE = Pattern.compile("<article id=\"r-([0-9a-f-]{36})\">\\n(.*?)</article>\\n",
            Pattern.DOTALL);
    private static final Pattern TEXT = Pattern
            .compile("<div class=\"text\" dir=\"auto\"(?: lang=\"[^\"<>]*+\")?>([^<]*+)</div>\\n");
    private static final Pattern AUTHOR = Pattern.compile("<h2><span class=\"n\">\\d++\\.</span> <bdi>([^<]*+)</bdi>");
    private static final Pattern NATIVE = Pattern.compile("</code> · on the platform <bdi><code>([^<]*+)</code></bdi>");
    private static final Pattern ADDRESS = Pattern.compile(" · address <bdi><code>([^<]*+)</code></bdi></p>\\n");
    private static final Pattern POSTED = Pattern.compile("<p class=\"when\">Posted <time datetime=\"([^\"<>]*+)\">");
    private static final Pattern ANSWERS = Pattern.compile("\\(record <code>([0-9a-f-]{36})</code>\\)\\.</p>\\n");
    private static final Pattern PARENT = Pattern.compile("<p class=\"thread\">Answers <bdi><code>([^<]*+)</code></bdi>");
    private static final Pattern MEDIUM = Pattern.compile("<p class=\"media\">([^<]*?): <bdi>([^<]*+)</bdi></p>\\n");
    private static final String MARK = "(?:(?:Deleted|Hidden), seen [A-Z][a-z]{2} \\d{1,2}, \\d{1,9}|Edited(?: twice| \\d{1,9} times)?"
            + "|Came back after deletion|Captured late|Dated ahead of its time|Restricted|Text not kept)";
    /** What the archive writes of each record once. */
    private static final List<Pattern> ONCE = List.of(
            Pattern.compile(
                    "<h2><span class=\"n\">\\d++\\.</span> <bdi>[^<]*+</bdi> <span class=\"what\"><bdi>(?:post on|comment on|"
                            + "message from|message to|profile of) [^<]*+</bdi>, [^<]*+</span></h2>\\n"),
            Pattern.compile("<p class=\"when\">(?:The platform gave no time; |Posted " + PrintedAround.TIMED + ", )first seen "
                    + PrintedAround.TIMED + "</p>\\n"),
            Pattern.compile("<p class=\"ids\">Record <code>[0-9a-f-]{36}</code> · on the platform <bdi><code>[^<]*+</code></bdi>"
                    + "(?: · address <bdi><code>[^<]*+</code></bdi>)?</p>\\n"));
    /** What it may write once. */
    private static final List<Pattern> PERHAPS = List.of(
            Pattern.compile("<ul class=\"marks\">(?:<li>" + MARK + "</li>)++</ul>\\n"),
            Pattern.compile("<p class=\"thread\">Answers (?:the (?:post|comment|message|profile) by <bdi>[^<]*+</bdi> of "
                    + PrintedAround.TIMED
                    + " \\(record <code>[0-9a-f-]{36}</code>\\)\\.|<bdi><code>[^<]*+</code></bdi>, which was not"
                    + " kept\\.)</p>\\n"));
    /** What it writes of each wording. */
    private static final Pattern WORDING = Pattern.compile("<h3>Version \\d++ of \\d++, from " + PrintedAround.TIMED + "(?: to "
            + PrintedAround.TIMED + ")?</h3>\\n|<p class=\"none\">(?:No words|Text not kept: known only by its state)\\.</p>\\n|"
            + MEDIUM.pattern());

    static List<PrintedRecords> of(String page) {
        int from = page.indexOf(PrintedAround.BEGIN);
        int to = page.lastIndexOf(PrintedAround.END);
        if (from < 0 || to < from || page.indexOf("<article") < from || page.indexOf("<article", to) >= 0) {
            return List.of(new PrintedRecords(NOT_OURS, page));
        }
        var main = page.substring(from + PrintedAround.BEGIN.length(), to);
        var records = new ArrayList<PrintedRecords>();
        var article = ARTICLE.matcher(main);
        int end = 0;
        while (article.find()) {
            if (article.start() != end) {
                records.add(new PrintedRecords(NOT_OURS, main.substring(end, article.start())));
            }
            records.add(new PrintedRecords(article.group(1), article.group(2)));
            end = article.end();
        }
        if (end < main.length()) {
            records.add(new PrintedRecords(NOT_OURS, main.substring(end)));
        }
        return records;
    }

    @Override
    public Optional<String> otherThan(Proven proven) {
        var texts = TEXT.matcher(inner).results().map(found -> found.group(1)).toList();
        if (!texts.stream().allMatch(text -> proven.shows("text", text, HtmlText::of))
                || (texts.isEmpty() && !proven.values("text").isEmpty())
                || !proven.hasAllIn("text", Set.copyOf(texts), HtmlText::of)) {
            return Optional.of("text");
        } else if (!isAuthor(first(AUTHOR), proven)) {
            return Optional.of("author");
        } else if (!proven.shows("nativeId", first(NATIVE), HtmlText::of)) {
            return Optional.of("its id on the platform");
        } else if (!proven.shows("url", first(ADDRESS), HtmlText::of)) {
            return Optional.of("address");
        }
        return lines(proven);
    }

    private Optional<String> lines(Proven proven) {
        var answers = first(ANSWERS);
        if (!proven.shows("createdAt", first(POSTED), value -> value)) {
            return Optional.of("when it was posted");
        } else if (!answers.isEmpty() && !proven.mayAnswer(answers)) {
            return Optional.of("what it answers");
        } else if (PARENT.matcher(inner).find() && !proven.shows("parent", first(PARENT), HtmlText::of)) {
            return Optional.of("what it answers");
        } else if (answers.isEmpty() && first(PARENT).isEmpty() && !proven.hasAllIn("parent", Set.of(), HtmlText::of)) {
            return Optional.of("what it answers");
        }
        var media = MEDIUM.matcher(inner).results().toList();
        if (!media.stream().allMatch(one -> proven.hasMedium(one.group(1), one.group(2), HtmlText::of))
                || !proven.hasAllMediaIn(media.stream().map(one -> one.group(2)).toList(), HtmlText::of)) {
            return Optional.of("a medium");
        }
        return isOfTheArchive() ? Optional.empty() : Optional.of("more than the archive writes of a record");
    }

    private boolean isOfTheArchive() {
        var left = TEXT.matcher(inner).replaceAll("");
        for (var once : ONCE) {
            if (once.matcher(left).results().count() != 1) {
                return false;
            }
            left = once.matcher(left).replaceFirst("");
        }
        for (var perhaps : PERHAPS) {
            left = perhaps.matcher(left).replaceFirst("");
        }
        return WORDING.matcher(left).replaceAll("").isEmpty();
    }

    /** Of one that is not known the page names the city's account, of which no proof tells. */
    private static boolean isAuthor(String shown, Proven proven) {
        var known = new ArrayList<>(proven.values("author.name"));
        known.addAll(proven.values("author.id"));
        return known.isEmpty() || known.stream().map(HtmlText::of).anyMatch(name -> name.equals(shown)
                || (shown.endsWith("…") && name.startsWith(shown.substring(0, shown.length() - 1))));
    }

    private String first(Pattern pattern) {
        Matcher found = pattern.matcher(inner);
        return found.find() ? found.group(1) : "";
    }
}
