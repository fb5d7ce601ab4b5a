package org.cityarchive.ingest.xarchive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import org.cityarchive.core.capture.Content;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.Json;
import org.cityarchive.ingest.json.Member;
import org.jspecify.annotations.Nullable;

/**
 * One direct message.
 *
 * @param id the message's own
 */
record XMessage(String id, Content content, @Nullable Instant made) {

    /** Empty for what is no message: somebody joined, a reaction, a new name of the conversation. */
    static Optional<XMessage> of(Json element, Owner owner) throws FaultException {
        var found = Member.of(element, "$").object("messageCreate");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var in = found.get();
        var id = in.required("id", 25);
        var text = in.words("text");
        if (text == null) {
            throw in.missing("text");
        }
        var sender = in.name("senderId", 25);
        var author = sender == null ? null : new Content.Author(sender, sender.equals(owner.id()) ? owner.handle() : null);
        var claimed = in.words("createdAt");
        var made = XTweet.time(claimed);
        return Optional.of(new XMessage(id,
                new Content(text, author, null, null, null, media(in), new TreeMap<>(), made == null ? claimed : null), made));
    }

    private static List<Content.Media> media(Member in) throws FaultException {
        var media = new ArrayList<Content.Media>();
        for (var value : in.values("mediaUrls").orElse(List.of())) {
            if (value instanceof Json.Text(var url) && !url.isBlank()) {
                media.add(new Content.Media(null, url, null, null, null));
            }
        }
        return List.copyOf(media);
    }
}
