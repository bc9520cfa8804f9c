package enquire.sync.node;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.roster.Role;
import java.time.Instant;

/** What an invite says before it is redeemed. */
public record InvitePreview(
        WikiId wiki,
        String wikiName,
        PeerId inviter,
        String inviterName,
        Role role,
        Instant expiresAt) {}
