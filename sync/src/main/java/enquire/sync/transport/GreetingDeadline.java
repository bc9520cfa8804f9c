package enquire.sync.transport;

/** Until when the other side of a connection must have said hello. Thread-safe. */
interface GreetingDeadline {

    /** Of a connection that this side made: there is none. */
    GreetingDeadline NONE =
            new GreetingDeadline() {
                @Override
                public void greeted() {}

                @Override
                public void invited() {}
            };

    /** It is off. */
    void greeted();

    /** It is put off, once: the answer to an invite waits for the disk. */
    void invited();
}
