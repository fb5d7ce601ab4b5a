package org.cityarchive.server.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.cityarchive.server.web.HtmlText;

/** The records of the page that a hand-over has to be printed, as far as it is the page that the archive writes. */
record PrintedRecords(String record, String inner) implements ReadableFiles.Shown {
    private static final String NOT_OURS = "";
    private static final String BEGIN = "<main>\n";
    private static final String END = "</main>\n";
    private static final Pattern ARTICLE = Pattern.compile("<article id=\"r-([0-9a-f-]{36})\">\\n(.*?)</article>\\n",
            Pattern.DOTALL);
    private static final Pattern TEXT = Pattern
            .compile("<div class=\"text\" dir=\"auto\"(?: lang=\"[^\"<>]*+\")?>([^<]*+)</div>\\n");
    private static final Pattern AUTHOR = Pattern.compile("<h2><span class=\"n\">\\d++\\.</span> <bdi>([^<]*+)</bdi>");
    private static final Pattern NATIVE = Pattern.compile("</code> · on the platform <bdi><code>([^<]*+)</code></bdi>");
    private static final Pattern ADDRESS = Pattern.compile(" · address <bdi><code>([^<]*+)</code></bdi></p>\\n");
    private static final String INLINE = "(?:[^<]++|</?(?:bdi|code|time|span)(?: (?:class|datetime)=\"[^\"<>]*+\")?>)*+";
    /** All that the archive writes of a record beside its texts. */
    private static final Pattern REST = Pattern.compile("<h2>" + INLINE + "</h2>\\n|<h3>" + INLINE
            + "</h3>\\n|<p class=\"(?:when|thread|none|media|ids)\">" + INLINE
            + "</p>\\n|<ul class=\"marks\">(?:<li>[^<]*+</li>)++</ul>\\n");
    private static final Pattern NONE = Pattern
            .compile("<p class=\"none\">(?!(?:No words|Text not kept: known only by its state)\\.<)");

    static List<PrintedRecords> of(String page) {
        int from = page.indexOf(BEGIN);
        int to = page.lastIndexOf(END);
        if (from < 0 || to < from || page.indexOf("<article") < from || page.indexOf("<article", to) >= 0) {
            return List.of(new PrintedRecords(NOT_OURS, page));
        }
        var main = page.substring(from + BEGIN.length(), to);
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
                || (texts.isEmpty() && !proven.values("text").isEmpty())) {
            return Optional.of("text");
        } else if (!isAuthor(first(AUTHOR), proven)) {
            return Optional.of("author");
        } else if (!proven.shows("nativeId", first(NATIVE), HtmlText::of)) {
            return Optional.of("its id on the platform");
        } else if (!proven.shows("url", first(ADDRESS), HtmlText::of)) {
            return Optional.of("address");
        }
        var rest = REST.matcher(TEXT.matcher(inner).replaceAll("")).replaceAll("");
        return rest.isEmpty() && !NONE.matcher(inner).find()
                ? Optional.empty()
                : Optional.of("more than the archive writes of a record");
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
