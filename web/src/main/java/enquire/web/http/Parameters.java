package enquire.web.http;

/** The query of an address, being put together. One thread. */
public final class Parameters {

    private final StringBuilder text = new StringBuilder();

    /** Adds one, also an empty one. */
    public Parameters with(String name, String value) {
        text.append(text.isEmpty() ? '?' : '&').append(name).append('=');
        text.append(Percent.encodeQuery(value));
        return this;
    }

    /** Adds one unless it is empty. */
    public Parameters withAny(String name, String value) {
        return value.isEmpty() ? this : with(name, value);
    }

    /** With {@code ?}, if there is any. */
    @Override
    public String toString() {
        return text.toString();
    }
}
