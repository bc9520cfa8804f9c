package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What no hook reaches, whatever its address says. */
class HookReachTest extends HookedNode {

    @Test
    void nothingIsSentInTheClearBeyondPrivateNetworks() throws Exception {
        Hook hook =
                add(wanted("http://public.example/", EventKind.OF_PAGES, Hook.From.ANYWHERE, ""));

        Outcome outcome = hooks.of(wiki).test(hook.id(), PATIENCE).orElseThrow();

        assertEquals(Outcome.Result.FORBIDDEN, outcome.result());
    }

    @Test
    void noAddressIsReachedThatIsNotAllowedWhateverANameLeadsTo() throws Exception {
        for (String host :
                List.of(
                        "127.0.0.1",
                        "localhost",
                        "rebound.example",
                        "[::1]",
                        "[::ffff:127.0.0.1]",
                        "2130706433")) {
            Hook hook =
                    hooks.of(wiki)
                            .add(
                                    new Hook.Wanted(
                                            "https://%s:%d/".formatted(host, receiver.port()),
                                            EventKind.OF_PAGES,
                                            Hook.From.ANYWHERE,
                                            "",
                                            false));
            Outcome outcome = hooks.of(wiki).test(hook.id(), PATIENCE).orElseThrow();
            assertEquals(Outcome.Result.FORBIDDEN, outcome.result(), host);
            hooks.of(wiki).remove(hook.id());
        }
        assertEquals(List.of(), receiver.got);

        // The same, allowed: it is no server of TLS, so nothing is sent in the clear either.
        Hook allowed =
                hooks.of(wiki)
                        .add(
                                new Hook.Wanted(
                                        "https://127.0.0.1:%d/".formatted(receiver.port()),
                                        EventKind.OF_PAGES,
                                        Hook.From.ANYWHERE,
                                        "",
                                        true));
        Outcome outcome = hooks.of(wiki).test(allowed.id(), PATIENCE).orElseThrow();
        assertNotEquals(Outcome.Result.FORBIDDEN, outcome.result());
        assertFalse(outcome.isDelivered());
        assertEquals(List.of(), receiver.got);
    }
}
