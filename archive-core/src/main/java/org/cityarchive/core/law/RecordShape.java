package org.cityarchive.core.law;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** A record as a JSON object: one member a component, absent where the component is null. */
final class RecordShape implements Shape {
    private final Class<?> type;
    private final List<Component> components = new ArrayList<>();
    private final List<Component> byName;
    private final Constructor<?> constructor;

    /**
     * One component.
     *
     * @param spelled how a member of this name begins
     * @param place among the components, from 0
     * @param nullable whether it may lack
     */
    record Component(String name, byte[] spelled, int place, Method accessor, Shape shape, boolean nullable) {}

    RecordShape(Class<?> type) {
        this.type = type;
        var types = new ArrayList<Class<?>>();
        for (var component : type.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            types.add(component.getType());
            components
                    .add(new Component(component.getName(), ('"' + component.getName() + "\":").getBytes(StandardCharsets.UTF_8),
                            components.size(), component.getAccessor(), Shape.of(component.getAnnotatedType()),
                            component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        }
        byName = components.stream().sorted(Comparator.comparing(Component::name)).toList();
        try {
            constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        constructor.setAccessible(true);
    }

    List<Component> components() {
        return components;
    }

    Shape only() {
        return components.getFirst().shape;
    }

    Object component(Object value) {
        return call(() -> components.getFirst().accessor.invoke(value));
    }

    @Override
    public Object write(Object value) {
        var members = new TreeMap<String, Object>();
        for (Component component : components) {
            Object one = call(() -> component.accessor.invoke(value));
            if (one != null) {
                members.put(component.name, component.shape.write(one));
            } else if (!component.nullable) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + component.name + " may not lack");
            }
        }
        return members;
    }

    @Override
    public void spell(Object value, JsonWriter json) {
        json.begin('{');
        boolean first = true;
        for (Component component : byName) {
            Object one = call(() -> component.accessor.invoke(value));
            if (one != null) {
                json.member(component.name, first);
                component.shape.spell(one, json);
                first = false;
            } else if (!component.nullable) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + component.name + " may not lack");
            }
        }
        json.end('}');
    }

    @Override
    public Object read(Object stored) {
        return read(stored, false);
    }

    /** @param lenient whether members that the type does not know are passed over: the payload is of an older revision */
    Object read(Object stored, boolean lenient) {
        if (!(stored instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException(type.getSimpleName() + ": an object is expected");
        }
        var values = new @Nullable Object[components.size()];
        int known = 0;
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            Object one = members.get(component.name);
            if (one != null) {
                values[i] = read(component, one);
                known++;
            } else if (!component.nullable) {
                throw new IllegalArgumentException(type.getSimpleName() + "." + component.name + " lacks");
            }
        }
        if (known < members.size() && !lenient) {
            throw new IllegalArgumentException(type.getSimpleName() + " has a member that it does not know");
        }
        return make(values);
    }

    /** Members stand in the order of their names, so each is looked for once. */
    @Override
    public @Nullable Object take(CanonicalText text) {
        if (!text.take('{')) {
            return null;
        }
        var values = new @Nullable Object[components.size()];
        boolean first = true;
        for (Component component : byName) {
            if (text.takeMember(component.spelled, first)) {
                Object one = component.shape.take(text);
                if (one == null) {
                    return null;
                }
                values[component.place] = one;
                first = false;
            } else if (!component.nullable) {
                return null;
            }
        }
        return text.take('}') ? make(values) : null;
    }

    private Object read(Component component, Object stored) {
        try {
            return component.shape.read(stored);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(type.getSimpleName() + "." + component.name + ": " + e.getMessage(), e);
        }
    }

    Object make(@Nullable Object[] values) {
        return call(() -> constructor.newInstance(values));
    }

    /** Calls a record's own code; its refusals pass through. */
    static Object call(Reflected reflected) {
        try {
            return reflected.call();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a record's own code gives. */
    interface Reflected {
        Object call() throws ReflectiveOperationException;
    }
}
