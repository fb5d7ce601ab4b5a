package org.cityarchive.ingest.xarchive;

import java.util.Optional;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.cityarchive.core.capture.ConfirmedBy;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.Json;
import org.cityarchive.ingest.json.JsonReader;
import org.cityarchive.ingest.json.Member;
import org.cityarchive.ingest.xarchive.Slices.Slice;
import org.jspecify.annotations.Nullable;

/** From the elements of an X archive to observations. */
final class XEntries {
    private final JsonReader reader = new JsonReader();
    private final Owner owner;
    private final Instant exported;
    private final Terms terms;
    private final XNotes notes;
    private final XMedia media;

    XEntries(Owner owner, Instant exported, Terms terms, XNotes notes, XMedia media) {
        this.owner = owner;
        this.exported = exported;
        this.terms = terms;
        this.notes = notes;
        this.media = media;
    }

    Owner owner() {
        return owner;
    }

    XNotes notes() {
        return notes;
    }

    XMedia media() {
        return media;
    }

    /**
     * What an element says; nothing for one that is no record.
     *
     * @param withMedia false when the entry was taken in before and only its number is wanted
     */
    List<Observation> observations(XPart part, Slice slice, boolean withMedia) throws FaultException, IOException {
        if (slice.length() > slice.bytes().length) {
            throw new FaultException("line-too-long", "whole entry",
                    "The entry is larger than " + (Reading.LONGEST_ENTRY >> 20) + " MiB (" + slice.length()
                            + " bytes); its first 64 KiB are kept aside.");
        }
        if (!slice.whole()) {
            throw new FaultException("not-json", "end of file", "Not JSON: the file ends inside this entry.");
        }
        var element = reader.read(slice.bytes());
        return switch (part.role()) {
            case TWEETS -> List.of(tweet(part, slice, element, withMedia));
            case DELETED -> deleted(part, slice, element, withMedia);
            case MESSAGES -> messages(part, slice, element, withMedia);
            case PROFILE -> profile(slice, element);
            case NOTES, ACCOUNT, MANIFEST -> List.of();
        };
    }

    private Observation tweet(XPart part, Slice slice, Json element, boolean withMedia) throws FaultException, IOException {
        var tweet = notes.completed(XTweet.of(element, owner));
        var attached = withMedia ? media.of(part, tweet.id(), tweet.content().media()) : List.<Observation.Attached>of();
        return observation(tweet.first(), tweet.kind(), new Seen.Present(tweet.content()), tweet.created(), tweet.made(),
                exported, slice,
                attached);
    }

    /** It stood when it was made, and was gone when the owner deleted it. */
    private List<Observation> deleted(XPart part, Slice slice, Json element, boolean withMedia)
            throws FaultException, IOException {
        var tweet = notes.completed(XTweet.of(element, owner));
        var gone = tweet.deleted() == null ? exported : tweet.deleted();
        var stood = tweet.made() == null || tweet.made().isAfter(gone) ? gone : tweet.made();
        var attached = withMedia ? media.of(part, tweet.id(), tweet.content().media()) : List.<Observation.Attached>of();
        return List.of(
                observation(tweet.first(), tweet.kind(), new Seen.Present(tweet.content()), tweet.created(), tweet.made(), stood,
                        slice,
                        attached),
                observation(tweet.first(), tweet.kind(), new Seen.Gone(ConfirmedBy.OWNERS_EXPORT), tweet.created(), null, gone,
                        slice,
                        List.of()));
    }

    private List<Observation> messages(XPart part, Slice slice, Json element, boolean withMedia)
            throws FaultException, IOException {
        var found = XMessage.of(element, owner);
        if (found.isEmpty()) {
            return List.of();
        }
        var message = found.get();
        var attached = withMedia ? media.of(part, message.id(), message.content().media()) : List.<Observation.Attached>of();
        return List.of(observation(message.id(), Kind.MESSAGE, new Seen.Present(message.content()), message.made(),
                message.made(), exported,
                slice, attached));
    }

    private List<Observation> profile(Slice slice, Json element) throws FaultException {
        var profile = Member.of(element, "$").object("profile");
        var description = profile.isPresent() ? profile.get().object("description") : Optional.<Member>empty();
        var bio = description.isPresent() ? description.get().words("bio") : null;
        var id = owner.id() == null ? owner.handle() : owner.id();
        var content = new Content(bio == null ? "" : XTweet.decoded(bio), new Content.Author(id, owner.handle()), null, null,
                null, null,
                new TreeMap<>(), null);
        return List.of(observation(id, Kind.PROFILE, new Seen.Present(content), null, null, exported, slice, List.of()));
    }

    private Observation observation(String id, Kind kind, Seen seen, @Nullable Instant createdAt, @Nullable Instant versionTime,
            Instant observedAt, Slice slice, List<Observation.Attached> attached) throws FaultException {
        if (terms.isAhead(observedAt)) {
            throw new FaultException("observed-in-future", "whole entry",
                    "The archive says a time more than 5 minutes ahead of now.");
        }
        var account = owner.id() == null ? owner.handle() : owner.id();
        return new Observation(new NativeKey("x", account, id), kind, seen, createdAt, versionTime, observedAt,
                XArchiveImporter.FORMAT,
                new Observation.Raw(slice.bytes(), "application/json"), new ArrayList<>(attached));
    }
}
