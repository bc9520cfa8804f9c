package enquire.editor.page;

/**
 * Under which key an alias stands in {@code aliases}. It is the title key, but automerge-java 0.0.7
 * cannot write a key with a character outside of the basic plane, such as an emoji: those stand as
 * {@code \1f600;}, and {@code \} as {@code \5c;} so that no two titles share a key. Nobody reads
 * the key back: the title beside it says it all.
 */
final class AliasKey {

    private AliasKey() {}

    static String of(TitleKey title) {
        var key = new StringBuilder();
        title.value()
                .codePoints()
                .forEach(codePoint -> {
                    if (codePoint == '\\' || !Character.isBmpCodePoint(codePoint)) {
                        key.append('\\').append(Integer.toHexString(codePoint)).append(';');
                    } else {
                        key.appendCodePoint(codePoint);
                    }
                });
        return key.toString();
    }
}
