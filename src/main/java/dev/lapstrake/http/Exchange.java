package dev.lapstrake.http;

import dev.lapstrake.tree.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;

/**
 * One request and its answer, over one connection, which is closed if anything goes wrong.
 *
 * @param head of the request
 * @param keep run when the connection is free for another request
 */
record Exchange(Call call, Content head, Connection connection, Timeouts timeouts, Runnable keep) {
    private static final int CHUNK = 1 << 16;
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    Response run() throws IOException {
        try {
            return answer(send());
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** Sends the request; false if the server has answered, or hung up, before it had all of it. */
    private boolean send() throws IOException {
        Content content = call.body() == null ? Content.of("") : call.body();
        try (Watch watch = Watch.over(connection, content.size(), timeouts.progress());
                InputStream body = open(content)) {
            try {
                return send(body, watch);
            } catch (UnreadableBody e) {
                throw e;
            } catch (IOException e) {
                if (watch.hasHungUp()) {
                    throw TimedOut.sending(timeouts.progress());
                }
                return false;
            }
        }
    }

    private boolean send(InputStream body, Watch watch) throws IOException {
        OutputStream out = new BufferedOutputStream(connection.out(), CHUNK);
        out.write(head.bytes());
        byte[] buffer = new byte[CHUNK];
        for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
            if (connection.hasSpoken()) {
                return false;
            }
            out.write(buffer, 0, count);
            watch.moved();
        }
        out.flush();
        return true;
    }

    private static InputStream open(Content content) throws UnreadableBody {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UnreadableBody(e);
        }
    }

    private static int read(InputStream body, byte[] buffer) throws UnreadableBody {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new UnreadableBody(e);
        }
    }

    private Response answer(boolean isSent) throws IOException {
        connection.patience(timeouts.answer());
        Head answer;
        try {
            answer = Head.read(connection);
        } catch (SocketTimeoutException e) {
            throw TimedOut.waiting(timeouts.answer());
        }
        connection.patience(timeouts.progress());
        return new Response(answer.status(), answer.headers(), body(answer, isSent));
    }

    /** Says where the body ends (RFC 9112, section 6.3). */
    private InputStream body(Head answer, boolean isSent) throws IOException {
        Runnable next = isSent && answer.isPersistent() ? keep : connection::close;
        Headers headers = answer.headers();
        if (call.method().equals("HEAD") || WITHOUT_BODY.contains(answer.status())) {
            return nothing(next);
        }
        if (!headers.all("Transfer-Encoding").isEmpty()) {
            if (!headers.all("Transfer-Encoding").equals(List.of("chunked"))) {
                throw new IOException("it sends in a form that nobody asked for");
            }
            return body(new ChunkedStream(connection), next);
        }
        if (headers.all("Content-Length").isEmpty()) {
            return body(connection.in(), connection::close);
        }
        long length = length(headers.all("Content-Length"));
        return length == 0 ? nothing(next) : body(new LengthStream(connection.in(), length), next);
    }

    private static InputStream nothing(Runnable next) {
        next.run();
        return InputStream.nullInputStream();
    }

    private InputStream body(InputStream in, Runnable next) {
        return new BodyStream(in, connection, timeouts.progress(), next);
    }

    private static long length(List<String> values) throws IOException {
        String length = values.get(0);
        if (!length.matches("[0-9]{1,18}") || !values.stream().allMatch(length::equals)) {
            throw new IOException("it sends a length that can't be one");
        }
        return Long.parseLong(length);
    }
}
