package dev.lapstrake.verify;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files that tools keep credentials in, by their names, and how those look in them. */
final class SecretFiles {
    private record Form(Pattern path, String what, Pattern content) {
        static Form of(String path, String what, String content) {
            return new Form(Pattern.compile("(.*/)?" + path), what, Pattern.compile(content));
        }
    }

    /** What begins with $ or { names a variable, or is encrypted by Maven. */
    private static final String LITERAL = "(?![$\\{<\\s])";

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);

    private static final List<Form> ALL = List.of(
            Form.of(
                    "settings[^/]*\\.xml",
                    "a password in Maven's settings",
                    "<server>[^$]*<(password|passphrase)>\\s*" + LITERAL + "[^<]+<"),
            Form.of(
                    "(\\.docker/config\\.json|\\.dockercfg|\\.dockerconfigjson|auth\\.json)",
                    "credentials of a registry",
                    "\"(auth|identitytoken|password)\"\\s*:\\s*\"[^\"]{4,}\""),
            Form.of(
                    "[^/]*config\\.json",
                    "credentials of a registry",
                    "\"auths\"\\s*:\\s*\\{[^}]*\"(auth|identitytoken|password)\"\\s*:\\s*\"[^\"]{4,}\""),
            Form.of(
                    "\\.(npmrc|yarnrc(\\.yml)?)",
                    "credentials of npm",
                    "(_auth|_authToken|_password|npmAuthToken|npmAuthIdent)\\s*[=:]\\s*" + LITERAL + "\\S{4,}"),
            Form.of("[._]netrc", "a password", "\\bpassword\\s+\\S+"),
            Form.of("\\.git-credentials", "a password", "://[^:/\\s]+:[^@\\s]+@"),
            Form.of("\\.pgpass", "a password", ":[^:\\n]+\\s*$"),
            Form.of("\\.pypirc", "a password", "(?m)^\\s*password\\s*[=:]\\s*\\S+"),
            Form.of("\\.aws/credentials", "a key of AWS", "aws_secret_access_key\\s*=\\s*\\S+"),
            Form.of("\\.azure/accessTokens\\.json", "a token of Azure", "\"accessToken\""),
            Form.of("\\.kube/config", "credentials of Kubernetes", "(token|client-key-data|password):\\s*\\S+"));

    private SecretFiles() {}

    /** What kinds of secrets a file holds that lies at a path. */
    static Stream<String> in(String path, String text) {
        return ALL.stream()
                .filter(form -> form.path().matcher(path).matches()
                        && form.content().matcher(withoutComments(path, text)).find())
                .map(Form::what);
    }

    /** The settings that come with Maven have an example in each comment. */
    private static String withoutComments(String path, String text) {
        return path.endsWith(".xml") ? COMMENT.matcher(text).replaceAll("") : text;
    }
}
