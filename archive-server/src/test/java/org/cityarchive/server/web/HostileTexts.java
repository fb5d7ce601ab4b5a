package org.cityarchive.server.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.List;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/** What people really post, and what somebody who means harm posts: for every place where somebody's words come out. */
public final class HostileTexts {
    /** Nothing may ever make a page's title this word. */
    public static final String OWNED = "owned";
    /** Nothing may ever be asked for from here. */
    public static final String ELSEWHERE = "elsewhere.example";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONG = 60_000;

    private HostileTexts() {}

    /**
     * @param text as somebody wrote it
     * @param name of who wrote it
     * @param seen a part that must be legible where it is shown
     */
    public record Hostile(String id, String text, String name, String seen) {
        /** As a line of the observed format: a comment with a medium elsewhere, its description as hostile as its text. */
        public String line(String account) {
            return JSON.writeValueAsString(new TreeMap<String, Object>(Map.ofEntries(
                    Map.entry("platform", "facebook"), Map.entry("account", account),
                    Map.entry("id", id), Map.entry("kind", "comment"), Map.entry("parent", "root"),
                    Map.entry("author", Map.of("id", "u-" + id, "name", name)),
                    Map.entry("text", text), Map.entry("lang", "\"><script>"),
                    Map.entry("url", "javascript:document.title='" + OWNED + "'"),
                    Map.entry("media",
                            List.of(Map.of("url", "https://" + ELSEWHERE + "/a.jpg?\"onerror=x", "type",
                                    "photo\" onerror=\"document.title='" + OWNED + "'", "alt",
                                    text.substring(0, Math.min(300, text.length()))))),
                    Map.entry("createdAt", "2026-01-10T13:00:00Z"),
                    Map.entry("observedAt", "2026-01-10T13:00:00Z"), Map.entry("state", "present"))));
        }
    }

    /** All of them. */
    public static List<Hostile> all() {
        return List.of(
                hostile("script", "<script>document.title='" + OWNED + "'</script><img src=x onerror=\"document.title='" + OWNED
                        + "'\"><svg onload=\"document.title='" + OWNED + "'\">", "<script>"),
                hostile("html", "</p></div></main><h1>Closed by order of the mayor</h1><img src=\"https://" + ELSEWHERE
                        + "/pixel.gif\"><style>body{display:none}</style><meta http-equiv=refresh content=\"0;url=https://"
                        + ELSEWHERE + "/\">&amp;&lt;b&gt;", "</main>"),
                hostile("bidi", "invoice_\u202Etxt.exe \u2067approved\u2069 \u200Fend", "invoice_"),
                hostile("zalgo", "T" + "\u0300\u0301\u0302\u0306\u0315\u035F\u0489".repeat(30) + "own ha\u0335\u0336\u0337ll",
                        "own"),
                hostile("zero-width", "pass\u200Bword\u2060 in\u00ADvis\u200Cible\uFEFF", "visible".substring(0, 1)),
                hostile("emoji", "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66".repeat(280),
                        "\uD83D\uDC69"),
                hostile("rtl", "\u0645\u0631\u062D\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 (snow) 12:30 !",
                        "\u0645\u0631\u062D\u0628\u0627"),
                hostile("long", "word ".repeat(LONG / 5), "word word"), hostile("unbroken", "x".repeat(5_000), "xxxx"),
                hostile("formula", "=HYPERLINK(\"https://" + ELSEWHERE + "/\",\"Payroll\")\n@SUM(1)\t+1-1|cmd", "=HYPERLINK"),
                hostile("terminal", "\u001B[2J\u001B]0;" + OWNED + "\u0007gone\b\b\b\b\r\nback\u009B31m", "back"),
                hostile("template", "${T(java.lang.Runtime)} __${7*7}__ [[${7*7}]] {{7*7}} #{x} *{y}", "[[${7*7}]]"));
    }

    private static Hostile hostile(String id, String text, String seen) {
        var name = text.substring(0, text.offsetByCodePoints(0, Math.min(60, text.codePointCount(0, text.length()))));
        return new Hostile(id, text, name, seen);
    }

    /** A file of them all, below a post that they answer; each of them edited once. */
    public static String lines(String account) {
        var lines = new StringBuilder(
                """
                        {"platform":"facebook","account":"%s","id":"root","kind":"post","author":{"id":"%1$s","name":"%1$s"},"text":"Ask us anything.","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-10T12:00:05Z","state":"present"}
                        """
                        .formatted(account));
        var all = all();
        IntStream.range(0, all.size()).forEach(i -> {
            var line = all.get(i).line(account);
            lines.append(line).append('\n');
            lines.append(line.replace("\"observedAt\":\"2026-01-10", "\"observedAt\":\"2026-01-11").replaceFirst(
                    "\"text\":\"", "\"text\":\"Again: ")).append('\n');
        });
        return lines.toString();
    }
}
