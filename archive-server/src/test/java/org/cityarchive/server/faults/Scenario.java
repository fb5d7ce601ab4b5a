package org.cityarchive.server.faults;

/** One way in which things go wrong. */
interface Scenario {
    /** Its word on the command line and in the table. */
    String name();

    /** Lets it happen once, at a moment of chance, and looks at what is left. */
    Finding run(Chance chance) throws Exception;

    /** Made of a name and what is done. */
    static Scenario of(String name, Happening happening) {
        return new Scenario() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding run(Chance chance) throws Exception {
                return happening.run(chance);
            }
        };
    }

    /** What is done. */
    interface Happening {
        Finding run(Chance chance) throws Exception;
    }
}
