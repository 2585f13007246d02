package dev.lapstrake.verify;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What secrets look like wherever they stand. Each has a text that it never lacks, which is quick to look for. */
final class SecretForms {
    private record Form(String what, String anchor, Pattern pattern) {
        static Form of(String what, String anchor, String pattern) {
            return new Form(what, anchor, Pattern.compile(pattern));
        }

        boolean isIn(String text) {
            return text.contains(anchor) && pattern.matcher(text).find();
        }
    }

    private static final List<Form> ALL = List.of(
            Form.of(
                    "a private key",
                    "PRIVATE KEY",
                    "-----BEGIN [A-Z0-9 ]{0,20}PRIVATE KEY( BLOCK)?-----(\\s|\\\\[nr]|[A-Za-z-]{4,20}: [^\\n]*\\n)*[A-Za-z0-9+/=]{40}"),
            Form.of("a private key", "PuTTY-User-Key-File-", "PuTTY-User-Key-File-\\d: [^\\n]*\\n"),
            Form.of("a key of AWS", "AKIA", "\\bAKIA(?![A-Z2-7]*EXAMPLE)[A-Z2-7]{16}\\b"),
            Form.of("a key of AWS", "ASIA", "\\bASIA[A-Z2-7]{16}\\b"),
            Form.of(
                    "a secret key of AWS",
                    "aws_secret_access_key",
                    "aws_secret_access_key\\s*[=:]\\s*[\"']?(?![A-Za-z0-9/+]*EXAMPLE)[A-Za-z0-9/+]{40}\\b"),
            Form.of("a key of Google Cloud", "AIza", "\\bAIza[0-9A-Za-z_-]{35}\\b"),
            Form.of("a key of Azure storage", "AccountKey=", "AccountKey=[A-Za-z0-9+/]{86}=="),
            Form.of("a key of Azure", "SharedAccessKey=", "SharedAccessKey=[A-Za-z0-9+/]{43}="),
            Form.of("a token of GitHub", "ghp_", "\\bghp_[A-Za-z0-9]{36,}\\b"),
            Form.of("a token of GitHub", "gho_", "\\bgho_[A-Za-z0-9]{36,}\\b"),
            Form.of("a token of GitHub", "ghu_", "\\bghu_[A-Za-z0-9]{36,}\\b"),
            Form.of("a token of GitHub", "ghs_", "\\bghs_[A-Za-z0-9]{36,}\\b"),
            Form.of("a token of GitHub", "ghr_", "\\bghr_[A-Za-z0-9]{36,}\\b"),
            Form.of("a token of GitHub", "github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{22,}"),
            Form.of("a token of GitLab", "glpat-", "\\bglpat-[A-Za-z0-9_-]{20,}"),
            Form.of("a token of Slack", "xox", "\\bxox[abprs]-[A-Za-z0-9-]{20,}"),
            Form.of("a token of npm", "npm_", "\\bnpm_[A-Za-z0-9]{36}\\b"),
            Form.of("a token of npm", "_authToken", "_authToken\\s*=\\s*(?!\\$)[^\\s$]{8,}"),
            Form.of("a key of Stripe", "sk_live_", "\\bsk_live_[A-Za-z0-9]{20,}"));

    private SecretForms() {}

    /** What kinds of secrets a text holds. */
    static Stream<String> in(String text) {
        return ALL.stream().filter(form -> form.isIn(text)).map(Form::what).distinct();
    }
}
