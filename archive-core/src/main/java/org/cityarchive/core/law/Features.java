package org.cityarchive.core.law;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.Context.ResourceKey;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/** The facts and laws of all features, bound to Axon; with {@link LawHandler} the only code in core that calls it. */
public final class Features {
    /** Where a unit of work carries the rows that its append plan takes along. */
    public static final ResourceKey<List<Kept>> KEPT = ResourceKey.withLabel("kept");

    /** Up to which position a store is asked for facts, where there is such an end: Axon's condition has a beginning alone. */
    public static final ResourceKey<Long> UP_TO = ResourceKey.withLabel("up-to");

    private static final String UPDATE_CHECK = "org.axonframework.update.UpdateCheckerConfigurationEnhancer";

    private final Set<Class<? extends Fact>> facts = new LinkedHashSet<>();
    private final Map<Class<?>, Law<Command, ?>> laws = new LinkedHashMap<>();

    /** An archive that takes commands until it is closed. */
    public interface Running extends Archive, AutoCloseable {
        @Override
        void close();
    }

    /** Adds a feature's facts: its sealed interface. */
    public Features facts(Class<? extends Fact> sealedType) {
        facts.add(sealedType);
        return this;
    }

    /** Adds the law that decides these commands: a sealed interface, or one command record. */
    @SuppressWarnings("unchecked")
    public <C extends Command, S> Features law(Class<C> commands, Law<C, S> law) {
        for (Class<?> command : records(commands)) {
            if (laws.putIfAbsent(command, (Law<Command, ?>) law) != null) {
                throw new IllegalArgumentException("two laws decide " + command.getName());
            }
        }
        return this;
    }

    /** How the facts added so far are stored. */
    public FactCodec codec() {
        return new FactCodec(facts);
    }

    /** Opens the archive on a store. */
    public Running open(EventStorageEngine engine) {
        FactCodec codec = codec();
        var handlers = CommandHandlingModule.named("law").commandHandlers();
        laws.forEach((command, law) -> handlers.commandHandler(new QualifiedName(command),
                axon -> new LawHandler<>(law, codec, axon.getComponent(EventStore.class), engine)));
        AxonConfiguration axon = EventSourcingConfigurer.create().registerEventStorageEngine(_ -> engine)
                .registerTagResolver(_ -> event -> tags(codec, event)).registerCommandHandlingModule(handlers)
                .componentRegistry(r -> {
                    r.disableEnhancer(UPDATE_CHECK);
                    // Axon would add keys of its own to the metadata; ours are fixed (DATA.md §1).
                    r.registerComponent(CorrelationDataProviderRegistry.class, _ -> new DefaultCorrelationDataProviderRegistry());
                }).build();
        axon.start();
        return new BusArchive(axon, axon.getComponent(CommandBus.class), engine);
    }

    private static Set<Tag> tags(FactCodec codec, EventMessage event) {
        var tags = new LinkedHashSet<Tag>();
        if (event.payload() instanceof Fact fact) {
            codec.tags(fact).forEach(t -> tags.add(new Tag(t.key(), t.value())));
        }
        return tags;
    }

    private static List<Class<?>> records(Class<?> commands) {
        if (!commands.isSealed()) {
            return List.of(commands);
        }
        var records = new ArrayList<Class<?>>();
        for (Class<?> permitted : commands.getPermittedSubclasses()) {
            records.addAll(records(permitted));
        }
        return records;
    }
}
