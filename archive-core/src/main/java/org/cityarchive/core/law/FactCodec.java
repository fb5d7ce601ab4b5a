package org.cityarchive.core.law;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Boundary.Tagged;
import org.jspecify.annotations.Nullable;

/** Facts and their metadata as canonical JSON bytes, by stable name and revision. */
public final class FactCodec {
    /** The keys of the metadata, fixed (DATA.md §1). */
    private static final Set<String> KEYS = Set.of("actor", "role", "correlation", "causation", "zone");
    private static final int MOST_TAGS = 4;

    private final Map<Class<?>, Form> byType = new HashMap<>();
    private final Map<String, Form> byName = new HashMap<>();

    private record Form(Class<? extends Fact> type, String name, String revision, RecordShape shape, List<TagOf> tags) {}

    private record TagOf(String key, RecordShape.Component component) {}

    /** @param facts sealed interfaces of facts, or single fact records */
    public FactCodec(Collection<Class<? extends Fact>> facts) {
        facts.forEach(f -> leaves(f).forEach(this::add));
    }

    /** The fact records under a sealed interface, in the order in which it permits them. */
    public static List<Class<? extends Fact>> leaves(Class<? extends Fact> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        var leaves = new ArrayList<Class<? extends Fact>>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            leaves.addAll(leaves(permitted.asSubclass(Fact.class)));
        }
        return leaves;
    }

    private void add(Class<? extends Fact> type) {
        Event event = type.getAnnotation(Event.class);
        if (event == null || !type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record with @Event");
        }
        var shape = new RecordShape(type);
        var tags = new ArrayList<TagOf>();
        var components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            for (String key : tagKeys(type, components[i])) {
                tags.add(new TagOf(key, shape.components().get(i)));
            }
        }
        var form = new Form(type, event.namespace() + "." + event.name(), event.version(), shape, tags);
        Form other = byName.putIfAbsent(form.name, form);
        if (other != null && other.type != type) {
            throw new IllegalArgumentException(form.name + " is the name of two facts");
        }
        byType.put(type, form);
    }

    private static List<String> tagKeys(Class<?> type, RecordComponent component) {
        var keys = new LinkedHashSet<String>();
        try {
            for (AnnotatedElement place : List.of(type.getDeclaredField(component.getName()), component.getAccessor())) {
                for (EventTag tag : place.getAnnotationsByType(EventTag.class)) {
                    keys.add(tag.key());
                }
            }
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(keys);
    }

    /** All fact records known here. */
    public Set<Class<?>> types() {
        return Set.copyOf(byType.keySet());
    }

    /** The stable name, for example {@code capture.PostCaptured}. */
    public String name(Class<? extends Fact> type) {
        return form(type).name;
    }

    /** The names of the facts under each of the types, sealed interfaces included. */
    public Set<String> names(Collection<Class<? extends Fact>> types) {
        var names = new LinkedHashSet<String>();
        types.forEach(t -> leaves(t).forEach(leaf -> names.add(name(leaf))));
        return names;
    }

    public String revision(Class<? extends Fact> type) {
        return form(type).revision;
    }

    /** The fact as canonical JSON bytes. */
    public byte[] write(Fact fact) {
        var json = new JsonWriter();
        form(fact.getClass()).shape.spell(fact, json);
        return json.bytes();
    }

    /**
     * Reads a stored fact. A payload of an older revision may lack members that may be null, and may have some that are gone.
     *
     * @throws IllegalArgumentException unknown name, newer revision, or a payload of another shape; says where, never what
     */
    public Fact read(String name, String revision, byte[] payload) {
        Form form = byName.get(name);
        if (form == null) {
            throw new IllegalArgumentException("no fact is named " + name);
        }
        boolean older = !form.revision.equals(revision);
        if (older && Integer.parseInt(revision) > Integer.parseInt(form.revision)) {
            throw new IllegalArgumentException(name + " of revision " + revision + " is newer than this program");
        }
        var taken = taken(form.shape, payload);
        return (Fact) (taken != null ? taken : form.shape.read(CanonicalJson.parseObject(payload), older));
    }

    /** What was written by {@link #write} is read without a tree of it; null where it must be looked at again, and where it may be refused. */
    private static @Nullable Object taken(RecordShape shape, byte[] payload) {
        var text = new CanonicalText(payload);
        try {
            var taken = shape.take(text);
            return text.isOver() ? taken : null;
        } catch (IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    /** The tags of a fact, from its components. */
    public Set<Tagged> tags(Fact fact) {
        var tags = new LinkedHashSet<Tagged>();
        for (TagOf tag : form(fact.getClass()).tags) {
            Object value = valueOf(tag.component, fact);
            if (value == null) {
                continue;
            }
            Object written = tag.component.shape().write(value);
            for (Object one : written instanceof List<?> several ? several : List.of(written)) {
                tags.add(new Tagged(tag.key, one.toString()));
            }
        }
        if (tags.size() > MOST_TAGS) {
            throw new IllegalArgumentException(form(fact.getClass()).name + " has more than " + MOST_TAGS + " tags");
        }
        return tags;
    }

    private static @Nullable Object valueOf(RecordShape.Component component, Fact fact) {
        return RecordShape.call(() -> component.accessor().invoke(fact));
    }

    private Form form(Class<?> type) {
        Form form = byType.get(type);
        if (form == null) {
            throw new IllegalArgumentException(type.getName() + " is not registered as a fact");
        }
        return form;
    }

    /** The attribution as the members of a fact's metadata. */
    public static Map<String, String> members(Attribution by) {
        var members = new TreeMap<String, String>();
        members.put("actor", by.actor());
        members.put("role", by.role());
        members.put("correlation", by.correlation());
        if (by.causation() != null) {
            members.put("causation", by.causation());
        }
        members.put("zone", by.zone());
        return members;
    }

    /** @throws IllegalArgumentException other keys than the fixed ones, or one of them lacks */
    public static Attribution attribution(Map<String, ?> members) {
        if (!KEYS.containsAll(members.keySet())) {
            throw new IllegalArgumentException("metadata has a key that it does not know");
        }
        return new Attribution(text(members, "actor"), text(members, "role"), text(members, "correlation"),
                members.containsKey("causation") ? text(members, "causation") : null, text(members, "zone"));
    }

    private static String text(Map<String, ?> members, String key) {
        if (members.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("metadata lacks " + key);
    }
}
