package enquire.editor.page;

/**
 * The numbers of Automerge's format for changes, as far as changes of a page have them. Those of
 * columns hold the kind of their encoding in the three lowest bits.
 */
final class ChangeFormat {

    static final int OBJECT_ACTOR = 0x01;
    static final int OBJECT_COUNTER = 0x02;
    static final int KEY_ACTOR = 0x11;
    static final int KEY_COUNTER = 0x13;
    static final int KEY_STRING = 0x15;
    static final int INSERTS = 0x34;
    static final int ACTION = 0x42;
    static final int VALUE_KIND = 0x56;
    static final int VALUE = 0x57;
    static final int OVERWRITTEN_COUNT = 0x70;
    static final int OVERWRITTEN_ACTOR = 0x71;
    static final int OVERWRITTEN_COUNTER = 0x73;

    /** Actions: what an operation does. */
    static final long SET = 1;

    static final long DELETE = 3;

    /** Types of values. */
    static final int NULL = 0;

    static final int STRING = 6;

    /** In the number that describes a value: the type; its bytes are counted in the bits above. */
    static final int KIND_BITS = 4;

    private ChangeFormat() {}
}
