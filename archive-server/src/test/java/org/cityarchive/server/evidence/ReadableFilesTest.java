package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.web.CsvRow;
import org.cityarchive.server.web.HtmlText;
import org.cityarchive.server.web.PrintStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists of a hand-over were made anew over files that say something else than the proofs: each change is found by its file. */
class ReadableFilesTest {
    private static final String ONE = "00000000-0000-4000-8000-000000000001";
    private static final String TWO = "00000000-0000-4000-8000-000000000002";
    private static final String WORDS = "=Snow \"plow\", <b>late</b>\nsecond line";

    private static byte[] disclosure(String record, String text, String author) {
        return disclosure(record, author, media("a <plow>"), text(text));
    }

    private static byte[] disclosure(String record, String author, Map<String, Object> media, Map<String, Object> text) {
        return CanonicalJson.write(Map.of("fact",
                Map.of("payload", Map.of("record", record, "version", Map.of("number", 1L))), "fields",
                List.of(field("author.name", author), field("createdAt", "2020-01-01T00:00:00Z"), media,
                        field("nativeId", "n-" + author), field("parent", "p-" + author), field("platform", "facebook"),
                        field("url", "https://town/" + author), text)));
    }

    private static Map<String, Object> media(String alt) {
        return Map.of("name", "media", "type", "json", "value",
                List.of(Map.of("url", "https://town/p", "type", "photo", "alt", alt)));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("name", "text", "type", "text", "segments", List.of(Map.of("text", text)));
    }

    private static Map<String, Object> withheld(String name) {
        return Map.of("name", name, "withheld", "AAAA");
    }

    private static Map<String, Object> field(String name, String value) {
        return Map.of("name", name, "type", "json", "value", value);
    }

    private static final String HEAD = "id,platform,nativeId,authorId,authorName,state,createdAt,lang,url,text";

    private static String row(String record, String text, String author) {
        return CsvRow
                .of(List.of(record, "facebook", "n-" + author, "", author, "present", "2020-01-01T00:00:00Z", "",
                        "https://town/" + author, text))
                + "\r\n";
    }

    private static String told(String record, String text, String author) {
        return new String(CanonicalJson.write(Map.of("id", record, "platform", "facebook", "nativeId", "n-" + author, "author",
                Map.of("name", author), "createdAt", "2020-01-01T00:00:00Z", "url", "https://town/" + author, "text", text,
                "wordings",
                List.of(Map.of("text", text)))), UTF_8);
    }

    private static String article(String record, String text, String author) {
        return "<article id=\"r-" + record + "\">\n<h2><span class=\"n\">1.</span> <bdi>" + author
                + "</bdi> <span class=\"what\"><bdi>post on town</bdi>, Facebook</span></h2>\n"
                + "<p class=\"when\">Posted " + time("2020-01-01T00:00:00Z") + ", first seen " + time("2020-01-02T00:00:00Z")
                + "</p>\n<ul class=\"marks\"><li>Edited</li></ul>\n<p class=\"thread\">Answers <bdi><code>p-" + author
                + "</code></bdi>, which was not kept.</p>\n<div class=\"text\" dir=\"auto\" lang=\"en\">" + HtmlText.of(text)
                + "</div>\n<p class=\"media\">photo: <bdi>a &lt;plow&gt;</bdi></p>\n<p class=\"ids\">Record <code>" + record
                + "</code> · on the platform <bdi><code>n-" + author
                + "</code></bdi> · address <bdi><code>https://town/" + author + "</code></bdi></p>\n</article>\n";
    }

    private static String time(String at) {
        return "<time datetime=\"" + at + "\">Jan 1, 2020, 5:00 PM MST</time>";
    }

    /** Around two records. */
    private static String page(String records) {
        return PrintStyle.head("Town: 2 records, export 7")
                + "<header><p class=\"city\">Town · City Archive</p><h1>2 records</h1>\n"
                + "<p><bdi>2 records, chosen by hand.</bdi></p>\n<p>As the archive knew it at position 9, Jan 1, 2020, 5:00:01 PM MST.</p>\n"
                + "<p>Every kept wording of each record is told.</p>\n"
                + "<p>Series, due days and holds are those of the day of this export.</p>\n<p>Export 7, asked for by <bdi>Ruth</bdi> on "
                + time("2020-01-03T00:00:00Z")
                + ". Which days each account was watched is not measured yet: what no import brought is"
                + " not here.</p></header>\n<main>\n" + records
                + "</main>\n<footer><p>End of export 7: 2 records.</p></footer>\n</body>\n</html>\n";
    }

    private static Map<String, byte[]> files() {
        var files = new HashMap<String, byte[]>();
        files.put("records.csv",
                ("\uFEFF" + HEAD + "\r\n" + row(ONE, WORDS, "Ann") + row(TWO, "thanks", "Bob")).getBytes(UTF_8));
        files.put("records.json",
                ("[\n" + told(ONE, WORDS, "Ann") + ",\n" + told(TWO, "thanks", "Bob") + "\n]\n").getBytes(UTF_8));
        files.put("index.html", page(article(ONE, WORDS, "Ann") + article(TWO, "thanks", "Bob")).getBytes(UTF_8));
        return files;
    }

    private static List<Finding> check(Map<String, byte[]> files, byte[]... earlier) {
        var readable = new ReadableFiles();
        List.of(earlier).forEach(readable::add);
        readable.add(disclosure(ONE, WORDS, "Ann"));
        readable.add(disclosure(TWO, "thanks", "Bob"));
        return readable.check(files);
    }

    private static void found(String file, UnaryOperator<String> change, String what) {
        var files = files();
        var before = new String(files.get(file), UTF_8);
        var after = change.apply(before);
        assertThat(after).as("the change is one").isNotEqualTo(before);
        files.put(file, after.getBytes(UTF_8));
        assertThat(check(files)).isNotEmpty().allMatch(one -> one.code() == Code.B11 && one.where().equals(file))
                .anyMatch(one -> one.what().contains(what));
        assertThat(Code.B11.isWrong()).isTrue();
    }

    @Test
    void whatTheArchiveWroteIsFoundTrue() {
        assertThat(check(files())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"records.csv,thanks,no thanks,text", "records.json,thanks,no thanks,text", "index.html,thanks,no thanks,text",
            "records.csv,'Bob,present','Eve,present',authorName", "records.json,\"name\":\"Bob\",\"name\":\"Eve\",author.name",
            "index.html,<bdi>Bob<,<bdi>Eve<,author", "records.csv,n-Bob,n-Eve,nativeId", "index.html,n-Bob,n-Eve,its id",
            "index.html,https://town/Bob,https://evil/Bob,address", "records.json,https://town/Bob,https://evil/Bob,url",
            "index.html,<li>Edited</li>,<li>Edited</li><li><b>Fined</b></li>,more than",
            "index.html,<li>Edited</li>,<li>Edited</li><li>Fined</li>,more than",
            "index.html,Posted <time datetime=\"2020,Posted <time datetime=\"2021,when it was posted",
            "index.html,'5:00 PM MST</time>, first','5:00 PM (he lied) MST</time>, first',more than",
            "index.html,p-Bob,p-Eve,what it answers", "index.html,photo: <bdi>a &lt;plow&gt;,photo: <bdi>a thief,a medium",
            "index.html,</header>,<p>He was fined.</p></header>,around its records",
            "index.html,<h1>2 records</h1>,<h1>2 of 9 records</h1>,around its records",
            "index.html,<footer>,<footer><p>He was fined.</p>,around its records",
            "index.html,article { padding,article { display: none; padding,around its records",
            "index.html,</style>,</style><script>alert(1)</script>,around its records",
            "index.html,position 9,position 9 (in part),around its records",
            "index.html,'</html>','</html><p>He was fined.</p>',around its records"})
    void aForgedWordIsFound(String file, String from, String to, String what) {
        found(file, text -> text.replace(from, to), what);
    }

    @Test
    void aRecordThatIsLeftOutTwiceInItOrInventedIsFound() {
        found("records.csv", text -> text.replace(row(TWO, "thanks", "Bob"), ""), "is missing");
        found("records.json", text -> text.replace(",\n" + told(TWO, "thanks", "Bob"), ""), "is missing");
        found("index.html", text -> text.replace(article(TWO, "thanks", "Bob"), ""), "is missing");
        found("index.html", text -> text.replace("</main>", article(TWO, "thanks", "Bob") + "</main>"), "twice");
        found("records.csv", text -> text + row(ONE.replace('1', '3'), "x", "Cid"), "no proof tells");
        found("index.html", text -> text.replace("<main>\n", "<article id=\"r-x\">forged</article>\n<main>\n"),
                "between the records");
        found("index.html", text -> text.replace("</main>", "<p>forged</p>\n</main>"), "between the records");
        found("index.html", text -> text.replace("</p>\n<p class=\"ids\">", "</p>\n<p>forged</p>\n<p class=\"ids\">"),
                "more than");
        found("index.html", text -> text.replaceFirst("(?s)<div class.*?</div>\n", "<p class=\"none\">No words.</p>\n"), "text");
    }

    @Test
    void nobodyForgesUnderTheWordsThatARecordCannotBeRead() { // a hand-over never holds such a one
        found("records.csv", text -> text.replace("Bob,present", "Bob,cannot be read").replace("thanks", "I took the money"),
                "text");
        found("records.csv", text -> text.replace(row(TWO, "thanks", "Bob"), TWO + ",,,,,cannot be read,,,,\r\n"), TWO);
        found("records.csv", text -> text.replace(HEAD, HEAD + ",text").replace("thanks\r\n", "thanks,I took the money\r\n"),
                "head");
        found("records.json",
                text -> text.replace("{\"author\":{\"name\":\"Bob\"}", "{\"damaged\":\"x\",\"author\":{\"name\":\"Eve\"}"),
                "author.name");
        found("index.html",
                text -> text.replace("<bdi>Bob</bdi> <span class=\"what\"><bdi>post on town</bdi>, Facebook</span></h2>",
                        "This record cannot be read</h2>").replace("thanks", "I took the money"),
                "text");
    }

    private static final String EARLIER = "<h3>Version 1 of 2, from " + time("2020-01-01T00:00:00Z") + " to "
            + time("2020-01-02T00:00:00Z") + "</h3>\n<div class=\"text\" dir=\"auto\">I took the money</div>\n";
    private static final String ITS_MEDIUM = "<p class=\"media\">photo: <bdi>the money</bdi></p>\n";
    private static final String ITS_DATA = "{\"text\":\"I took the money\"},";

    /** Ann edited hers. */
    private static Map<String, byte[]> edited(String print, String data) {
        var files = files();
        files.computeIfPresent("index.html", (_, page) -> new String(page, UTF_8).replaceFirst("<div class=\"text\"",
                Matcher.quoteReplacement(print + "<h3>Version 2 of 2, from " + time("2020-01-02T00:00:00Z")
                        + "</h3>\n<div class=\"text\""))
                .getBytes(UTF_8));
        files.computeIfPresent("records.json", (_, json) -> new String(json, UTF_8)
                .replaceFirst("\"wordings\":\\[", Matcher.quoteReplacement("\"wordings\":[" + data)).getBytes(UTF_8));
        return files;
    }

    @Test
    void anEarlierWordingThatIsCutOutIsFound() { // every text that is left is proven
        var earlier = disclosure(ONE, "Ann", media("the money"), text("I took the money"));
        assertThat(check(edited(EARLIER + ITS_MEDIUM, ITS_DATA), earlier)).isEmpty();
        assertThat(check(edited("", ITS_DATA), earlier)).singleElement().satisfies(one -> {
            assertThat(one.where()).isEqualTo("index.html");
            assertThat(one.what()).endsWith("text");
        });
        assertThat(check(edited(EARLIER, ITS_DATA), earlier)).singleElement()
                .satisfies(one -> assertThat(one.what()).endsWith("a medium"));
        assertThat(check(edited(EARLIER + ITS_MEDIUM, ""), earlier)).singleElement().satisfies(one -> {
            assertThat(one.where()).isEqualTo("records.json");
            assertThat(one.what()).endsWith("a wording");
        });
        found("records.json", text -> text.replaceAll(",\"wordings\":\\[[^]]*+]", ""), "a wording");
        found("index.html", text -> text.replaceFirst("<p class=\"thread\">[^\n]*+\n", ""), "what it answers");
        found("index.html", text -> text.replaceFirst("<p class=\"media\">[^\n]*+\n", ""), "a medium");
    }

    @Test
    void whatIsWithheldOfAWordingIsMissedByNobody() {
        assertThat(check(edited("", ""), disclosure(ONE, "Ann", withheld("media"), withheld("text")))).isEmpty();
        assertThat(check(edited(ITS_MEDIUM, ""), disclosure(ONE, "Ann", media("the money"), withheld("text")))).isEmpty();
        assertThat(check(edited(EARLIER, ITS_DATA),
                disclosure(ONE, "Ann", withheld("media"), text("I took the money")))).isEmpty();
    }

    @Test
    void twoSourcesThatCallAMediumDifferentlyToldOneWording() {
        var other = Map.<String, Object>of("name", "media", "type", "json", "value",
                List.of(Map.of("url", "https://town/p", "type", "image", "alt", "a <plow>")));
        assertThat(check(files(), disclosure(ONE, "Ann", other, text(WORDS)))).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadSaysSo() {
        found("records.csv", text -> text.replace("authorName", "writer"), "head");
        found("records.json", text -> "{" + text, "cannot be read");
    }
}
