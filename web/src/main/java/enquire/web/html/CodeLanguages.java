package enquire.web.html;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which of the library's lexers a fenced block means by its language. */
final class CodeLanguages {

    /** The library's name, then those that people write behind the fence. */
    private static final String NAMES =
            """
            asm assembly nasm
            bat batch cmd
            c h
            clojure clj
            cpp c++ cc cxx hpp
            cs csharp c#
            css
            d
            dart
            delphi pascal
            dockerfile docker
            env dotenv
            fortran
            golang go
            groovy gradle
            handlebars hbs mustache
            htaccess apache
            html htm xhtml vue svelte
            ini toml conf
            java
            javascript js jsx mjs cjs node
            json json5 jsonc
            jsp
            kotlin kt kts
            latex tex
            less scss sass
            lisp elisp scheme
            lua
            makefile make
            markdown md
            perl pl
            php
            powershell ps1 pwsh
            properties
            proto protobuf
            python py python3
            ruby rb
            rust rs
            sas
            scala
            sql sqlite postgresql mysql
            tcl
            typescript ts tsx
            unix bash sh shell zsh console
            vb vbnet
            vhdl
            xml svg xsd xslt
            yaml yml
            """;

    private static final Map<String, String> STYLES = styles();

    private CodeLanguages() {}

    /**
     * @param language as written
     * @return the library's name of its style; empty for a language that it does not know
     */
    static Optional<String> style(String language) {
        return Optional.ofNullable(STYLES.get(language.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> styles() {
        var styles = new HashMap<String, String>();
        NAMES.lines()
                .map(line -> line.split(" "))
                .forEach(names -> {
                    for (String name : names) {
                        styles.put(name, "text/" + names[0]);
                    }
                });
        return Map.copyOf(styles);
    }
}
