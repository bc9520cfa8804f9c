package enquire.web.hooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * What may be the address of a hook. Pure; which computer it leads to is seen when it is dialled.
 */
final class HookUrl {

    /** In UTF-16 units: longer ones are refused by many servers. (A guess.) */
    static final int CHARS_MAX = 2_000;

    private HookUrl() {}

    /**
     * @param nearby whether it may lead to this computer or into a private network; only there are
     *     bodies sent unencrypted
     * @throws HookRefusedException if it cannot be one
     */
    static URI checked(String url, boolean nearby) {
        URI uri = parsed(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web || uri.getHost() == null || url.length() > CHARS_MAX) {
            throw refused(HookRefusedException.Reason.NO_URL, url);
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw refused(HookRefusedException.Reason.NAME_OR_FRAGMENT, url);
        }
        if (scheme.equals("http") && !nearby) {
            throw refused(HookRefusedException.Reason.NOT_ENCRYPTED, url);
        }
        return uri;
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw refused(HookRefusedException.Reason.NO_URL, url);
        }
    }

    private static HookRefusedException refused(HookRefusedException.Reason reason, String url) {
        return new HookRefusedException(
                reason, url.length() <= 100 ? url : url.substring(0, 100) + "…");
    }
}
