package org.cityarchive.server.search;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordJson.Highlight;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.StateMark;
import org.cityarchive.server.hold.LegalMarks.Mark;
import org.cityarchive.server.search.ExportSource.Exported;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.HtmlText;
import org.cityarchive.server.web.PrintStyle;
import org.jspecify.annotations.Nullable;

/**
 * Exported records as one page that needs nothing else: no script, no picture, no address that a browser would follow. Each text stands
 * isolated in its own direction.
 */
final class ExportPrint implements ExportWriter {
    private final Writer out;
    private final ExportCover cover;
    private final CityTimes times;
    private long number;

    ExportPrint(Writer out, ExportCover cover, CityTimes times) {
        this.out = out;
        this.cover = cover;
        this.times = times;
    }

    @Override
    public void begin() throws IOException {
        out.write(PrintStyle.head(cover.city() + ": " + cover.count() + ", export " + cover.number()));
        out.write(
                "<header><p class=\"city\">" + safe(cover.city()) + " · City Archive</p><h1>" + safe(cover.count()) + "</h1>\n");
        if (!cover.typed().isEmpty()) {
            out.write("<p>Query: <bdi><code>" + safe(cover.typed()) + "</code></bdi></p>\n");
        }
        out.write("<p><bdi>" + safe(cover.reading()) + "</bdi></p>\n");
        for (var sentence : cover.scope(times)) {
            out.write("<p>" + safe(sentence) + "</p>\n");
        }
        out.write("<p>Export " + cover.number() + ", asked for by <bdi>" + safe(cover.by()) + "</bdi> on "
                + time(cover.madeAt())
                + ". Which days each account was watched is not measured yet: what no import brought is not here."
                + "</p></header>\n<main>\n");
    }

    @Override
    public void add(Exported exported) throws IOException {
        var record = exported.record();
        var title = RecordTitle.of(record);
        number++;
        out.write("<article id=\"r-" + record.id() + "\">\n<h2><span class=\"n\">" + number + ".</span> <bdi>"
                + safe(title.author()) + "</bdi> <span class=\"what\"><bdi>" + safe(title.what()) + "</bdi>, "
                + safe(title.platform())
                + "</span></h2>\n");
        out.write("<p class=\"when\">" + made(record) + "</p>\n");
        marks(exported);
        thread(exported);
        texts(exported);
        ids(record);
        out.write("</article>\n");
    }

    @Override
    public void damaged(DamagedRecord record) throws IOException {
        number++;
        out.write("<article id=\"r-" + record.record() + "\">\n<h2><span class=\"n\">" + number
                + ".</span> This record cannot be read</h2>\n<p class=\"none\">It is kept and counted, and nothing of it is shown as true: "
                + safe(record.what()) + ".</p>\n<p class=\"ids\">Record <code>" + record.record() + "</code></p>\n</article>\n");
    }

    private String made(RecordAt record) {
        var created = record.history().origin().createdAt();
        var seen = "first seen " + time(record.history().firstObservedAt());
        return created == null ? "The platform gave no time; " + seen : "Posted " + time(created) + ", " + seen;
    }

    private void marks(Exported exported) throws IOException {
        var marks = new ArrayList<String>();
        StateMark.of(exported.record(), times).forEach(mark -> marks.add(mark.text()));
        var law = exported.law();
        if (law != null) {
            law(law, marks);
        }
        if (!marks.isEmpty()) {
            out.write("<ul class=\"marks\">");
            for (var mark : marks) {
                out.write("<li>" + safe(mark) + "</li>");
            }
            out.write("</ul>\n");
        }
    }

    private static void law(Mark law, List<String> marks) {
        law.heldBy().forEach(hold -> marks.add("On hold: " + hold));
        if (law.isDue()) {
            marks.add("Due");
        }
        if (!law.isChecked()) {
            marks.add("Holds not yet checked");
        }
        law.series().forEach(code -> marks.add("Series " + code));
    }

    /** What it answers: by whom and when, never the words, which may be a record that was not asked for. */
    private void thread(Exported exported) throws IOException {
        var parent = exported.parent();
        var nativeId = exported.record().view().parentNativeId();
        if (parent != null) {
            var title = RecordTitle.of(parent);
            out.write("<p class=\"thread\">Answers the " + safe(title.kind()) + " by <bdi>" + safe(title.author()) + "</bdi> of "
                    + time(parent.history().at()) + " (record <code>" + parent.id() + "</code>).</p>\n");
        } else if (nativeId != null) {
            out.write("<p class=\"thread\">Answers <bdi><code>" + safe(nativeId) + "</code></bdi>, which was not kept.</p>\n");
        }
    }

    private void texts(Exported exported) throws IOException {
        var record = exported.record();
        var matched = exported.finding().matched();
        var all = record.wordings();
        var stood = record.wording();
        if (all.isEmpty()) {
            out.write("<p class=\"none\">Text not kept: known only by its state.</p>\n");
        }
        for (var wording : all) {
            var highlights = matched != null && matched.version() == wording.number() ? matched.highlights() : null;
            if (cover.allVersions() || highlights != null || wording.equals(stood)) {
                text(wording, all.size(), highlights);
            }
        }
    }

    private void text(Wording wording, int versions, @Nullable List<Highlight> highlights) throws IOException {
        if (versions > 1) {
            var to = wording.to();
            out.write("<h3>Version " + wording.number() + " of " + versions + ", from " + time(wording.from())
                    + (to == null ? "" : " to " + time(to))
                    + (highlights != null && wording.number() < versions ? ": this one answers" : "")
                    + "</h3>\n");
        }
        var content = wording.content();
        var text = content.text();
        if (text == null || text.isEmpty()) {
            out.write("<p class=\"none\">No words.</p>\n");
        } else {
            out.write("<div class=\"text\" dir=\"auto\"" + lang(content.lang()) + ">"
                    + marked(text, highlights == null ? List.of() : highlights) + "</div>\n");
        }
        if (content.media() != null) {
            for (var medium : content.media()) {
                var alt = medium.alt();
                out.write("<p class=\"media\">" + safe(medium.type() == null ? "file" : medium.type()) + ": <bdi>"
                        + safe(alt == null || alt.isBlank() ? "no description was given" : alt) + "</bdi></p>\n");
            }
        }
    }

    private static String lang(@Nullable String lang) {
        return lang != null && lang.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*") ? " lang=\"" + lang + "\"" : "";
    }

    private static String marked(String text, List<Highlight> highlights) {
        var marked = new StringBuilder();
        int at = 0;
        for (var highlight : highlights) {
            if (highlight.start() >= at) {
                marked.append(safe(text.substring(at, highlight.start()))).append("<mark>")
                        .append(safe(text.substring(highlight.start(), highlight.end()))).append("</mark>");
                at = highlight.end();
            }
        }
        return marked.append(safe(text.substring(at))).toString();
    }

    private void ids(RecordAt record) throws IOException {
        var content = record.content();
        var url = content == null ? null : content.url();
        out.write("<p class=\"ids\">Record <code>" + record.id() + "</code> · on the platform <bdi><code>"
                + safe(record.view().nativeId()) + "</code></bdi>"
                + (url == null ? "" : " · address <bdi><code>" + safe(url) + "</code></bdi>") + "</p>\n");
    }

    private static String safe(String text) {
        return HtmlText.of(text);
    }

    private String time(Instant at) {
        return "<time datetime=\"" + at + "\">" + safe(times.minute(at)) + "</time>";
    }

    @Override
    public void end() throws IOException {
        out.write("</main>\n<footer><p>End of export " + cover.number() + ": " + safe(cover.count())
                + ".</p></footer>\n</body>\n</html>\n");
        out.flush();
    }
}
