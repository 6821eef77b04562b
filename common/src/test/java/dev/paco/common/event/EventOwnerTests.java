package dev.paco.common.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventOwnerTests {

    private final EventOwner owner = new EventOwner();

    @Test
    void theOwnerOfAMalformedValueIsFound() {
        assertThat(owner.researchId(
                        bytes("{\"other\":{\"research_id\":\"RID9\"},\"research_id\":\"RID1\",\"content\":")))
                .contains("RID1");
        assertThat(owner.researchId(bytes("{\"research_id\":\"RID1\",\"role\":7}")))
                .contains("RID1");
    }

    @Test
    void aValueThatNamesNobodyHasNoOwner() {
        assertThat(owner.researchId(null)).isEmpty();
        assertThat(owner.researchId(bytes(""))).isEmpty();
        assertThat(owner.researchId(bytes("RID1"))).isEmpty();
        assertThat(owner.researchId(bytes("[\"research_id\",\"RID1\"]"))).isEmpty();
        assertThat(owner.researchId(bytes("{\"research_id\":1}"))).isEmpty();
        assertThat(owner.researchId(bytes("{\"content\": , \"research_id\":\"RID1\"}")))
                .isEmpty();
    }

    private static byte @Nullable [] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
