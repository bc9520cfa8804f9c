package enquire.editor.page;

import java.util.Arrays;

/** Actors for tests, ordered as their numbers. */
public final class Actors {

    public static final ActorId ALICE = actor(1);
    public static final ActorId BOB = actor(2);
    public static final ActorId CAROL = actor(3);

    private Actors() {}

    public static ActorId actor(int number) {
        byte[] bytes = new byte[ActorId.BYTES];
        Arrays.fill(bytes, (byte) 7);
        bytes[0] = (byte) (number >> 8);
        bytes[1] = (byte) number;
        return new ActorId(Bytes.of(bytes));
    }
}
