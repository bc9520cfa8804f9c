package enquire.storage.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing without spaces between words. */
class ChineseJapaneseTest {

    @AutoClose private final SmallWiki wiki;

    ChineseJapaneseTest(@TempDir Path folder) throws IOException {
        wiki = new SmallWiki(folder);
        wiki.write("中文", "我是北京大学生，喜欢看书。");
        wiki.write("日本語", "東京都に住んでいます。コンピューターで猫の写真を見る。");
        wiki.write("한국어", "서울에서 배를 탔습니다.");
        wiki.write("ไทย", "ฉันชอบอ่านหนังสือ");
        wiki.write("English", "Nothing of that.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"北京", "大学", "北京大学", "大学生", "喜欢", "看书", "书", "北京大学生", "中文", "title:中"})
    void chineseWordsAreFoundWhereverTheyStand(String word) throws IOException {
        assertEquals(List.of("中文"), wiki.titles(word));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"東京", "東京都", "住んで", "コンピューター", "ｺﾝﾋﾟｭｰﾀｰ", "猫", "写真", "\"猫の写真\"", "日本*"})
    void japaneseWordsAreFoundWhereverTheyStand(String word) throws IOException {
        assertEquals(List.of("日本語"), wiki.titles(word));
    }

    @Test
    void koreanIsFoundWithoutItsEndings() throws IOException {
        assertEquals(List.of("한국어"), wiki.titles("서울"));
    }

    @Test
    void thaiIsCutIntoWords() throws IOException {
        assertEquals(List.of("ไทย"), wiki.titles("หนังสือ"));
    }

    @Test
    void charactersThatDoNotStandSideBySideDoNotMatch() throws IOException {
        assertEquals(List.of(), wiki.titles("京北"));
        assertEquals(List.of(), wiki.titles("\"猫写真\""));
    }

    @Test
    void wordsOfTwoWritingsMayTouch() throws IOException {
        wiki.write("混合", "打开手机app以后用iPhone手机。");

        assertEquals(List.of("混合"), wiki.titles("手机app"));
        assertEquals(List.of("混合"), wiki.titles("iPhone手机"));
        assertEquals(List.of("混合"), wiki.titles("\"手机app以后\""));
    }

    @Test
    void whatWasFoundGetsOneMark() throws IOException {
        assertTrue(wiki.snippet("北京大学").contains("<mark>北京大学</mark>生"), wiki.snippet("北京大学"));
        assertTrue(wiki.snippet("猫").contains("<mark>猫</mark>"), wiki.snippet("猫"));
    }
}
