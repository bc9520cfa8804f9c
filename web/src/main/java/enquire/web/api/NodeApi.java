package enquire.web.api;

import enquire.sync.node.Node;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import enquire.web.wiki.Wikis;
import java.util.LinkedHashMap;
import java.util.Map;

/** This computer, as others find it. */
final class NodeApi {

    private final Wikis wikis;

    NodeApi(Wikis wikis) {
        this.wikis = wikis;
    }

    Reply get(Call call) {
        Node node = wikis.node();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", node.id().toString());
        json.put("name", node.name());
        json.put("addresses", node.addresses());
        json.put("advertised", node.whereabouts().advertised());
        json.put("nearby", node.whereabouts().speaksNearby());
        json.put("offers", PeersApi.json(node.offers().current()));
        return Json.reply(json);
    }
}
