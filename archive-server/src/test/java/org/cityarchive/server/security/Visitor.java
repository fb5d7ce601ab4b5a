package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.cityarchive.server.wiring.RunningArchive;

/** A browser without a window: keeps cookies, fills forms, follows nothing by itself. */
public final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final RunningArchive archive;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    public Visitor(RunningArchive archive) {
        this.archive = archive;
    }

    /** One who may sign in at once: tests that share an archive share its count of wrong tries, too. */
    public static Visitor unsuspected(RunningArchive archive) {
        archive.server().part(Tries.class).forget();
        return new Visitor(archive);
    }

    /** Opens a page. */
    public HttpResponse<String> get(String path) {
        return kept(cookies.isEmpty() ? archive.get(path) : archive.get(path, "Cookie", header()));
    }

    /** Opens a page and sends a form of it, with its token; pairs of name and value. */
    public HttpResponse<String> send(String page, String action, String... fields) {
        var token = TOKEN.matcher(get(page).body());
        assertThat(token.find()).as("a form on " + page).isTrue();
        var body = new StringBuilder("_csrf=").append(escaped(token.group(1)));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(escaped(fields[i + 1]));
        }
        return kept(archive.post(action, "application/x-www-form-urlencoded", body.toString(), "Cookie", header()));
    }

    /** Sends a body as it is. */
    public HttpResponse<String> post(String path, String contentType, String body) {
        return kept(archive.post(path, contentType, body, "Cookie", header()));
    }

    /** Tries a mail and a password. */
    public HttpResponse<String> signIn(String login, String password) {
        return send("/sign-in", "/sign-in/password", "login", login, "password", password);
    }

    /** Whether somebody is signed in here. */
    public boolean isIn() {
        return get("/search").statusCode() == 200;
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** The cookies, to go on with elsewhere. */
    public Map<String, String> cookies() {
        return cookies;
    }

    private HttpResponse<String> kept(HttpResponse<String> answer) {
        for (var line : answer.headers().allValues("Set-Cookie")) {
            var pair = line.substring(0, line.indexOf(';')).split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return answer;
    }

    private String header() {
        return cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; "));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
