package enquire.sync.node;

/** The computer of a simulated node stops in the middle of whatever it does. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("the computer stops", null, false, false);
    }
}
